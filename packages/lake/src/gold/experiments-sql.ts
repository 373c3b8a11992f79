import { textLiteral } from "../sql/quote.ts";
import { dimExperimentTable } from "../tables/experiment-tables.ts";
import type { Dialect } from "../dialects/dialect.ts";
import type { ExperimentPlan } from "./experiment-plan.ts";
import { insertInto } from "./insert-into.ts";

/** Fills `lake.dim_experiment` from the configuration; `undefined` when there are no experiments. */
export function experimentsSql(dialect: Dialect, experiments: readonly ExperimentPlan[]): string | undefined {
  const rows = experiments.flatMap(({ expId, phase, unit, control, variants, weights, salt, status, question }) =>
    variants.map(
      (variant, at) =>
        `SELECT ${textLiteral(expId)}, ${phase}, ${textLiteral(variant)}, ${at}, CAST(${textLiteral(`${weights[at] ?? 0}`)} AS ${dialect.type("real")}), ${variant === control ? "TRUE" : "FALSE"}, ${textLiteral(salt)}, ${textLiteral(unit)}, ${textLiteral(status)}, ${question === null ? `CAST(NULL AS ${dialect.type("string")})` : textLiteral(question)}`,
    ),
  );
  return rows.length === 0 ? undefined : insertInto(dialect, dimExperimentTable, rows.join("\nUNION ALL\n"));
}
