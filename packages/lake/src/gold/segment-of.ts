import type { Dialect } from "../dialects/dialect.ts";
import { textLiteral } from "../sql/quote.ts";
import type { ExperimentPlan } from "./experiment-plan.ts";
import { ofPhase } from "./phase-condition.ts";

/** The join that gives unit `f` of `lake.fact_experiments` its segment of a dimension, and the expression; without a dimension all units are one. */
export function segmentOf(dialect: Dialect, experiment: Pick<ExperimentPlan, "expId" | "phase">, dimension: string | undefined): { readonly join: string; readonly segment: string } {
  if (dimension === undefined) return { join: "", segment: "'all'" };
  const condition = `${ofPhase(experiment, "s")} AND s.dimension = ${textLiteral(dimension)} AND s.unit_id = f.unit_id`;
  return { join: ` JOIN ${dialect.table("int_experiment_segments")} AS s ON ${condition}`, segment: "s.segment" };
}
