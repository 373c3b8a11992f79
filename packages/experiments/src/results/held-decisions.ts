import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { Kill } from "../guard/kill-list.ts";
import type { DecidingFields } from "./deciding-fields.ts";
import { decidingFields } from "./deciding-fields.ts";
import type { ExperimentResultRow } from "./experiment-result-row.ts";

/** The rows of one look at an experiment phase. */
export interface ResultLook {
  readonly asOfUs: number;
  /** Whether the planned end was still to come; from `analysis`. */
  readonly interim: boolean;
  readonly rows: readonly ExperimentResultRow[];
}

type Held = Pick<ExperimentResultRow, "decision" | "decisionReason"> & DecidingFields & { readonly decidedAtUs: number };

/**
 * Looks whose decisions are those of the rule that was declared, read as often as it allows: a decision is made once and stands.
 *
 * The fixed and the Bayesian rule read the result at the first look at or after the planned end; deciding anew at each later one would
 * be the peeking that the rule does not cover. The sequential rule decides at the first look that ships or stops, at the latest at the
 * planned end; an estimate that falls back behind its boundary takes nothing back, since the error rate is that of ever crossing it.
 * Rows of later looks show what has come in since, beside `decidedAtUs`, what was read then, and a reason that begins with that day.
 *
 * A split that is seen to be broken later makes that look invalid all the same: no reading of the result outlives the data it stands on.
 * From a kill on every look says stop.
 *
 * @param looks - From the first to the last.
 * @param kill - Of this phase, when somebody or the guard has ended it.
 * @throws RangeError when a look stands before an earlier one, or is interim after one that was not.
 */
export function heldDecisions(experiment: Pick<ExperimentDefinition, "decision" | "status">, looks: readonly ResultLook[], kill?: Kill): readonly ResultLook[] {
  checkOrder(looks);
  const held = new Map<string, Held>();
  return looks.map((look) => {
    if (kill !== undefined && look.asOfUs >= kill.atUs) return { ...look, rows: look.rows.map((row) => killedRow(row, kill)) };
    if (experiment.status === "killed") return look;
    const treatments = new Set(look.rows.map(({ treatment }) => treatment));
    for (const treatment of treatments) {
      const own = look.rows.filter((row) => row.treatment === treatment && row.segment === "all");
      const [first] = own;
      if (first === undefined || held.has(treatment) || !decides(experiment, look, own)) continue;
      held.set(treatment, { decision: first.decision, decisionReason: first.decisionReason, ...decidingFields(own, look.asOfUs) });
    }
    return { ...look, rows: look.rows.map((row) => heldRow(row, held.get(row.treatment))) };
  });
}

/** Whether a look decides on a treatment; `own` are its rows over all units. */
function decides({ decision: { rule } }: Pick<ExperimentDefinition, "decision">, { interim }: ResultLook, own: readonly ExperimentResultRow[]): boolean {
  if (rule !== "sequential") return !interim;
  const decision = own[0]?.decision;
  if (decision === "ship" || !interim) return decision === "ship" || decision === "stop";
  // An experiment that was stopped by hand says stop at every look; only harm would have ended it by itself.
  return decision === "stop" && own.some((row) => row.guardrailVerdict === "inferior" || (row.role === "primary" && isWorse(row)));
}

function isWorse({ direction, sequentialPValue, alpha, difference }: ExperimentResultRow): boolean {
  return sequentialPValue !== null && sequentialPValue < alpha && difference !== null && difference < 0 === (direction === "up");
}

function heldRow(row: ExperimentResultRow, held: Held | undefined): ExperimentResultRow {
  if (held === undefined) return row;
  if (row.asOfUs === held.decidedAtUs) return row.decisionReason === held.decisionReason ? { ...row, ...held } : row;
  if (row.decision === "invalid") return row;
  return { ...row, ...held, decisionReason: `decided on ${dayOf(held.decidedAtUs)}: ${held.decisionReason}` };
}

/** A broken split stays what it is: the guard kills by it, and the numbers are no more to be read for that. */
function killedRow(row: ExperimentResultRow, { atUs, reason }: Kill): ExperimentResultRow {
  const words = `killed on ${dayOf(atUs)}: ${reason}`;
  if (row.decision === "invalid") return { ...row, decisionReason: row.decisionReason.includes(words) ? row.decisionReason : `${row.decisionReason}; ${words}` };
  return { ...row, decision: "stop", decisionReason: words, decidedAtUs: atUs, decidingPValue: null, decidingLow: null, decidingHigh: null };
}

function dayOf(us: number): string {
  return new Date(Math.floor(us / 1000)).toISOString().slice(0, 10);
}

function checkOrder(looks: readonly ResultLook[]): void {
  looks.forEach((look, index) => {
    const before = looks[index - 1];
    if (before === undefined) return;
    if (look.asOfUs <= before.asOfUs) throw new RangeError(`looks: expected rising instants, got ${look.asOfUs} after ${before.asOfUs}`);
    if (look.interim && !before.interim) throw new RangeError(`looks: expected no interim look after the planned end, got one at ${look.asOfUs}`);
  });
}
