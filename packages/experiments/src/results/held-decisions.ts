import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { ExperimentResultRow } from "./experiment-result-row.ts";

/** The rows of one look at an experiment phase. */
export interface ResultLook {
  readonly asOfUs: number;
  /** Whether the planned end was still to come; from `analysis`. */
  readonly interim: boolean;
  readonly rows: readonly ExperimentResultRow[];
}

/**
 * Looks whose decisions are those of the rule that was declared, read as often as it allows.
 *
 * The fixed and the Bayesian rule read the result once: at the first look at or after the planned end. Later looks show what has
 * come in since, and keep that decision and its reason; deciding anew at each would be the peeking that the rule does not cover. The
 * sequential rule covers it, so its looks stay as they are. A split that is seen to be broken later makes that look invalid all the
 * same: no reading of the result outlives the data it stands on.
 *
 * @param looks - From the first to the last.
 * @throws RangeError when a look stands before an earlier one, or is interim after one that was not.
 */
export function heldDecisions({ decision: { rule } }: Pick<ExperimentDefinition, "decision">, looks: readonly ResultLook[]): readonly ResultLook[] {
  checkOrder(looks);
  if (rule === "sequential") return looks;
  const held = new Map<string, Pick<ExperimentResultRow, "decision" | "decisionReason">>();
  return looks.map((look) => {
    if (look.interim) return look;
    for (const { treatment, segment, decision, decisionReason } of look.rows) {
      if (segment === "all" && !held.has(treatment)) held.set(treatment, { decision, decisionReason });
    }
    return { ...look, rows: look.rows.map((row) => (row.decision === "invalid" ? row : { ...row, ...held.get(row.treatment) })) };
  });
}

function checkOrder(looks: readonly ResultLook[]): void {
  looks.forEach((look, index) => {
    const before = looks[index - 1];
    if (before === undefined) return;
    if (look.asOfUs <= before.asOfUs) throw new RangeError(`looks: expected rising instants, got ${look.asOfUs} after ${before.asOfUs}`);
    if (look.interim && !before.interim) throw new RangeError(`looks: expected no interim look after the planned end, got one at ${look.asOfUs}`);
  });
}
