import { mean } from "simple-statistics";
import type { Person } from "../world/person.ts";
import type { SimulatedExperiment } from "../world/simulated-experiment.ts";
import type { Expectation, ExposedUnit } from "./exposed-unit.ts";
import type { ExperimentTruth, MetricTruth } from "./marketplace-truth.ts";

/**
 * The truth of one experiment, averaged over everybody who was exposed to it, in either arm.
 *
 * Each person's traffic is given; chance enters only through whether a started checkout completes and
 * whether a visit ends with a support ticket, and both are averaged out exactly. People with two accounts are left out, since their units may be in
 * both arms, and so are those whose exposures were lost.
 */
export function experimentTruth(experiment: SimulatedExperiment, people: readonly Person[]): ExperimentTruth {
  const { expId, variants } = experiment.assigned;
  const exposedUnits: Record<string, number> = Object.fromEntries(variants.map((variant) => [variant, 0]));
  const units: ExposedUnit[] = [];
  let lostUnits = 0;
  for (const { exposed, secondUserId } of people) {
    const unit = exposed.get(expId);
    if (unit === undefined || secondUserId !== null) continue;
    if (unit.lost) {
      lostUnits += 1;
    } else {
      units.push(unit);
      exposedUnits[unit.arm] = (exposedUnits[unit.arm] ?? 0) + 1;
    }
  }
  const { nature, question } = experiment;
  return { expId, nature, question, exposedUnits, lostUnits, metrics: metricsOf(units) };
}

const exactNote = "expected over the exposed units under the model, both arms applied to each of them";

function metricsOf(units: readonly ExposedUnit[]): readonly MetricTruth[] {
  const measured = (metric: string, of: (expectation: Expectation) => number): MetricTruth => {
    const controlMean = meanOf(units, ({ control }) => of(control));
    const treatmentMean = meanOf(units, ({ treatment }) => of(treatment));
    const trueDifference = treatmentMean - controlMean;
    const trueLift = controlMean === 0 ? null : trueDifference / controlMean;
    return { metric, controlMean, treatmentMean, trueDifference, trueLift, note: exactNote };
  };
  return [
    measured("order_rate", ({ noOrder }) => 1 - noOrder),
    measured("revenue_per_user", ({ revenueMinor }) => revenueMinor),
    measured("support_rate", ({ noTicket }) => 1 - noTicket),
  ];
}

function meanOf(units: readonly ExposedUnit[], value: (unit: ExposedUnit) => number): number {
  return units.length === 0 ? 0 : mean(units.map(value));
}
