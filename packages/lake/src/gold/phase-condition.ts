import { textLiteral } from "../sql/quote.ts";
import type { ExperimentPlan } from "./experiment-plan.ts";

/** The condition that a row of `alias` is of one experiment phase. */
export function ofPhase({ expId, phase }: Pick<ExperimentPlan, "expId" | "phase">, alias: string): string {
  return `${alias}.exp_id = ${textLiteral(expId)} AND ${alias}.phase = ${phase}`;
}
