import { textLiteral } from "../sql/quote.ts";
import { dimExperimentTable } from "../tables/experiment-tables.ts";
import type { Dialect } from "../dialects/dialect.ts";
import type { ExperimentPlan } from "./experiment-plan.ts";
import { insertInto } from "./insert-into.ts";

/**
 * Fills `lake.dim_experiment` from the configuration, with the dates that `lake.fact_experiments` shows; `undefined` when there are no
 * experiments.
 */
export function experimentsSql(dialect: Dialect, experiments: readonly ExperimentPlan[]): string | undefined {
  const columns = "exp_id, phase, variant, place, weight, is_control, salt, unit, status, question, changes_json";
  const text = (value: string | null): string => (value === null ? `CAST(NULL AS ${dialect.type("string")})` : textLiteral(value));
  const rows = experiments.flatMap(({ expId, phase, unit, control, variants, weights, salt, status, question, lockEntry }) =>
    variants.map(
      (variant, at) =>
        `  SELECT ${textLiteral(expId)}, ${phase}, ${textLiteral(variant)}, ${at}, CAST(${textLiteral(`${weights[at] ?? 0}`)} AS ${dialect.type("real")}), ${variant === control ? "TRUE" : "FALSE"}, ${textLiteral(salt)}, ${textLiteral(unit)}, ${textLiteral(status)}, ${text(question)}, ${text(changesJson(phase, lockEntry))}`,
    ),
  );
  if (rows.length === 0) return undefined;
  return insertInto(
    dialect,
    dimExperimentTable,
    `SELECT ${columns.split(", ").slice(0, -1).map((column) => `arms.${column}`).join(", ")}, ${dialect.timestampOf("met.first_us")}, ${dialect.timestampOf("met.last_us")}, arms.changes_json
FROM (
${rows.join("\n  UNION ALL\n")}
) AS arms (${columns})
LEFT JOIN (
  SELECT exp_id, phase, MIN(first_exposure_us) AS first_us, MAX(first_exposure_us) AS last_us FROM ${dialect.table("fact_experiments")} GROUP BY exp_id, phase
) AS met ON met.exp_id = arms.exp_id AND met.phase = arms.phase`,
  );
}

function changesJson(phase: number, entry: ExperimentPlan["lockEntry"]): string | null {
  const own = (entry?.changes ?? []).filter((change) => change.phase === phase);
  return own.length === 0 ? null : JSON.stringify(own.map(({ reason, before }) => ({ reason, before })));
}
