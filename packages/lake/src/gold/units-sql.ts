import type { EpochMicros } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { textLiteral } from "../sql/quote.ts";
import { intExperimentUnitsTable } from "../tables/gold-tables.ts";
import type { ExperimentPlan } from "./experiment-plan.ts";
import { insertInto } from "./insert-into.ts";
import { looksSql } from "./looks-sql.ts";

/** Fills `lake.int_experiment_units` for one experiment phase. A unit that is both bot and crossover counts as a bot. */
export function unitsSql(dialect: Dialect, experiment: Pick<ExperimentPlan, "expId" | "phase">, asOfUs: readonly EpochMicros[]): string {
  const counted = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  return insertInto(
    dialect,
    intExperimentUnitsTable,
    `SELECT f.exp_id, f.phase, l.as_of_us, f.variant, ${counted("NOT f.crossover AND NOT f.bot")}, ${counted("f.crossover AND NOT f.bot")}, ${counted("f.bot")}
FROM ${dialect.table("fact_experiments")} AS f JOIN (${looksSql(dialect, asOfUs)}) AS l ON f.first_exposure_us <= l.as_of_us
WHERE f.exp_id = ${textLiteral(experiment.expId)} AND f.phase = ${experiment.phase}
GROUP BY f.exp_id, f.phase, l.as_of_us, f.variant`,
  );
}
