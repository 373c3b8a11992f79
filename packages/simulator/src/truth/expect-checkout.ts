import { micros } from "../micros.ts";
import type { Visit } from "../play/visit.ts";
import type { SimulatedExperiment } from "../world/simulated-experiment.ts";
import type { Expectation } from "./exposed-unit.ts";

/** How long after the first exposure an order counts for an experiment. */
export const metricWindowUs: number = 7 * micros.day;

/** What a started checkout comes to under the arms the person is in. */
export interface CheckoutOdds {
  /** Probability of completing. */
  readonly completion: number;
  /** Value of the order if it completes. */
  readonly valueMinor: number;
}

/**
 * The odds of one checkout; on the way, writes down for each experiment what it would come to in either arm.
 *
 * Whether somebody starts a checkout, and what lies in it, does not depend on any arm, so the
 * difference between the two expectations is the effect and nothing else.
 */
export function expectCheckout({ world, person, nowUs }: Visit, plainValueMinor: number): CheckoutOdds {
  const seen = world.experiments.filter(({ assigned }) => person.exposed.has(assigned.expId));
  const treated = (experiment: SimulatedExperiment): boolean => {
    const { expId, variants } = experiment.assigned;
    return person.exposed.get(expId)?.arm !== variants[0];
  };
  const odds = (arms: (experiment: SimulatedExperiment) => boolean): CheckoutOdds => {
    let completion = person.completion;
    let value = plainValueMinor;
    for (const experiment of seen) {
      if (arms(experiment)) {
        completion *= experiment.completionFactor;
        value *= experiment.valueFactor;
      }
    }
    return { completion, valueMinor: Math.round(value) };
  };
  for (const experiment of seen) {
    const unit = person.exposed.get(experiment.assigned.expId);
    if (unit !== undefined && nowUs - unit.firstExposureUs <= metricWindowUs) {
      expect(unit.control, odds((other) => other !== experiment && treated(other)));
      expect(unit.treatment, odds((other) => other === experiment || treated(other)));
    }
  }
  return odds(treated);
}

function expect(expectation: Expectation, { completion, valueMinor }: CheckoutOdds): void {
  expectation.noOrder *= 1 - completion;
  expectation.orders += completion;
  expectation.revenueMinor += completion * valueMinor;
}
