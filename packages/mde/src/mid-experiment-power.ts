import { confidenceSequence, normalLower, normalQuantileUpper, normalUpper } from "@liftproof/estimators";
import type { LookStep } from "./crossing-probability.ts";
import { crossingProbability } from "./crossing-probability.ts";
import { expectThat } from "./expect-that.ts";

/** How the experiment will be read. */
export type ReadingRule =
  | { readonly kind: "fixed" }
  | {
      readonly kind: "sequential";
      /** Units of both arms at which the sequence is tightest: `confidenceSequenceN` of the sizing. */
      readonly plannedUnits: number;
      /** Equally spaced looks from now to the end, 1 to 200. */
      readonly looks: number;
    };

/** Where a comparison stands and how far it is to go. */
export interface MidExperiment {
  /** Treatment minus control, so far. */
  readonly difference: number;
  /** Of the difference, positive. */
  readonly standardError: number;
  /** Units of control and treatment by now, and at the planned end. */
  readonly units: number;
  readonly unitsAtEnd: number;
  /** Two-sided level. */
  readonly alpha: number;
  /** Smallest effect worth finding, absolute, in units of the metric, above 0. */
  readonly smallestEffect: number;
  readonly rule: ReadingRule;
}

/**
 * Chance that a running experiment will be significant.
 *
 * - `reached`: its sequence excludes zero now
 * - `ended`: the planned units are there, and nothing is left to chance
 * - `running`: `design` if from now on the effect is the smallest worth finding, in its present direction;
 *   `observed` if it is the one seen so far, with all the uncertainty of that
 */
export type MidExperimentPower =
  | { readonly kind: "reached" }
  | { readonly kind: "ended"; readonly significant: boolean }
  | { readonly kind: "running"; readonly design: number; readonly observed: number };

/**
 * Power given the data so far: at the planned end for a test that is read once, at any of the looks to
 * come for a confidence sequence.
 *
 * No power is computed for the effect that was seen as though it were known: that is a restatement of the
 * p-value. `observed` averages over every effect the data leave possible, under a flat prior; then the
 * estimate itself walks without drift.
 *
 * The fixed answer is exact for normal estimates, the sequential one right to about 0.002.
 *
 * @throws RangeError when an argument is outside the range its documentation states.
 *
 * Source: Jennison and Turnbull, "Group Sequential Methods", 2000, sections 10.2 and 10.3.
 */
export function midExperimentPower(state: MidExperiment): MidExperimentPower {
  checkState(state);
  const { difference, standardError, units, unitsAtEnd, alpha, smallestEffect, rule } = state;
  // In these units each unit of sample carries one of information.
  const scale = standardError * Math.sqrt(units);
  const estimate = difference / scale;
  const effect = ((difference < 0 ? -1 : 1) * smallestEffect) / scale;
  if (rule.kind === "sequential" && confidenceSequence(units, estimate * Math.sqrt(units), { alpha, plannedUnits: rule.plannedUnits }).pValue < alpha) {
    return { kind: "reached" };
  }
  const critical = normalQuantileUpper(alpha / 2);
  if (units >= unitsAtEnd) return { kind: "ended", significant: rule.kind === "fixed" && Math.abs(estimate) * Math.sqrt(units) > critical };
  const left = unitsAtEnd - units;
  if (rule.kind === "fixed") {
    return {
      kind: "running",
      design: outside({ mean: estimate * units + effect * left, deviation: Math.sqrt(left), limit: critical * Math.sqrt(unitsAtEnd) }),
      observed: outside({ mean: estimate, deviation: Math.sqrt(1 / units - 1 / unitsAtEnd), limit: critical / Math.sqrt(unitsAtEnd) }),
    };
  }
  const { looks, plannedUnits } = rule;
  const times = Array.from({ length: looks + 1 }, (_, look) => units + (left * look) / looks);
  const sums: LookStep[] = [];
  const estimates: LookStep[] = [];
  for (let look = 1; look <= looks; look += 1) {
    const [before = units, time = units] = [times[look - 1], times[look]];
    const limit = confidenceSequence(time, 0, { alpha, plannedUnits }).critical / Math.sqrt(time);
    sums.push({ mean: effect * (time - before), deviation: Math.sqrt(time - before), limit: limit * time });
    estimates.push({ mean: 0, deviation: Math.sqrt(1 / before - 1 / time), limit });
  }
  return { kind: "running", design: crossingProbability(estimate * units, sums), observed: crossingProbability(estimate, estimates) };
}

/** Chance that a normal variable lies farther than a limit from 0. */
function outside({ mean, deviation, limit }: LookStep): number {
  return normalUpper((limit - mean) / deviation) + normalLower((-limit - mean) / deviation);
}

function checkState({ difference, standardError, units, unitsAtEnd, alpha, smallestEffect, rule }: MidExperiment): void {
  expectThat(Number.isFinite(difference), "difference", { expected: "a finite number", got: difference });
  for (const [name, value] of Object.entries({ standardError, units, unitsAtEnd, smallestEffect })) {
    expectThat(value > 0 && value < Infinity, name, { expected: "a finite number > 0", got: value });
  }
  expectThat(alpha > 0 && alpha < 1, "alpha", { expected: "a number in (0, 1)", got: alpha });
  if (rule.kind === "fixed") return;
  const looks = Number.isSafeInteger(rule.looks) && rule.looks >= 1 && rule.looks <= 200;
  expectThat(looks, "rule.looks", { expected: "a whole number from 1 to 200", got: rule.looks });
  expectThat(rule.plannedUnits >= 1 && rule.plannedUnits < Infinity, "rule.plannedUnits", { expected: "a finite number >= 1", got: rule.plannedUnits });
}
