import type { EpochMicros } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { intExperimentUnitsTable } from "../tables/experiment-tables.ts";
import type { ExperimentPlan } from "./experiment-plan.ts";
import { insertInto } from "./insert-into.ts";
import { looksSql } from "./looks-sql.ts";
import { ofPhase } from "./phase-condition.ts";
import { segmentOf } from "./segment-of.ts";

/** What one statement counts. */
export interface UnitsOptions {
  readonly dialect: Dialect;
  readonly experiment: Pick<ExperimentPlan, "expId" | "phase">;
  readonly asOfUs: readonly EpochMicros[];
  /** A declared dimension, whose segments are counted; all units together when absent. */
  readonly dimension?: string;
}

/**
 * Fills `lake.int_experiment_units` for one experiment phase. A unit that is both bot and crossover counts as a bot; a crossover counts as
 * one from the instant it was seen in a second arm, so that a look says what was known then.
 */
export function unitsSql({ dialect, experiment, asOfUs, dimension }: UnitsOptions): string {
  const counted = (condition: string): string => `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
  const crossed = "COALESCE(f.crossover_us <= l.as_of_us, FALSE)";
  const { join, segment } = segmentOf(dialect, experiment, dimension);
  return insertInto(
    dialect,
    intExperimentUnitsTable,
    `SELECT f.exp_id, f.phase, ${segment}, l.as_of_us, f.variant, ${counted(`NOT ${crossed} AND NOT f.bot`)}, ${counted(`${crossed} AND NOT f.bot`)}, ${counted("f.bot")}
FROM ${dialect.table("fact_experiments")} AS f${join} JOIN (${looksSql(dialect, asOfUs)}) AS l ON f.first_exposure_us <= l.as_of_us
WHERE ${ofPhase(experiment, "f")}
GROUP BY f.exp_id, f.phase, ${segment}, l.as_of_us, f.variant`,
  );
}
