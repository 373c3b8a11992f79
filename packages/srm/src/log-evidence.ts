import { logBayesFactor } from "./log-bayes-factor.ts";
import { splitDeparture } from "./split-departure.ts";
import type { SplitPhase } from "./split-phase.ts";

/** From a hundred to a hundred thousand: one of them is nearly right for any size of departure. */
export const CONCENTRATIONS: readonly number[] = [100, 1_000, 10_000, 100_000];

/**
 * Natural logarithm of the evidence E against the promised split, over all phases.
 *
 * Within a phase E is the mean of Bayes factors with different concentrations, so that no single guess
 * of how broken a split might be is needed. Phases are independent, so their evidence multiplies; one
 * test at averaged weights would see a mismatch where each phase kept its own promise.
 */
export function logEvidence(phases: readonly SplitPhase[], concentrations: readonly number[]): number {
  return phases.reduce((sum, phase) => {
    const departure = splitDeparture(phase);
    const factors = concentrations.map((concentration) => logBayesFactor(departure, concentration));
    return sum + logMeanExponential(factors);
  }, 0);
}

function logMeanExponential(logs: readonly number[]): number {
  const greatest = Math.max(...logs);
  const sum = logs.reduce((total, log) => total + Math.exp(log - greatest), 0);
  return greatest + Math.log(sum / logs.length);
}
