import { describe, expect, test } from "vitest";
import type { Comparison, Moments, RateCount } from "../src/index.ts";
import { compareMeans, compareRates, cuped, jointMomentsOf, momentsOf } from "../src/index.ts";
import type { Generator } from "./support/generator.ts";
import { generator } from "./support/generator.ts";

/** Runs per scenario: 95 % coverage then has a standard error of 0.6 points, and 2.5 points are four of them. */
const RUNS = 1200;
const SLACK = 0.025;

interface Scenario {
  readonly name: string;
  readonly trueDifference: number;
  readonly trueLift: number;
  readonly run: (generator: Generator) => Comparison;
}

function binomial({ uniform }: Generator, trials: number, rate: number): RateCount {
  let successes = 0;
  // Geometric gaps: rare rates cost as many draws as they have conversions.
  for (let at = Math.log(uniform()) / Math.log1p(-rate); at < trials; ) {
    successes += 1;
    at = Math.floor(at) + 1 + Math.log(uniform()) / Math.log1p(-rate);
  }
  return { successes, trials };
}

function rates(name: string, [controlRate, controlUnits]: [number, number], [rate, units]: [number, number]): Scenario {
  return {
    name,
    trueDifference: rate - controlRate,
    trueLift: rate / controlRate - 1,
    run: (draws) =>
      compareRates(binomial(draws, controlUnits, controlRate), binomial(draws, units, rate), { alpha: 0.05 }),
  };
}

function means(name: string, units: [number, number], value: (draws: Generator) => number, mean: number): Scenario {
  const arm = (draws: Generator, count: number, effect: number): Moments =>
    momentsOf(Array.from({ length: count }, () => value(draws) + effect));
  return {
    name,
    trueDifference: 0.1,
    trueLift: 0.1 / mean,
    run: (draws) => compareMeans(arm(draws, units[0], 0), arm(draws, units[1], 0.1), { alpha: 0.05 }),
  };
}

const scenarios: readonly Scenario[] = [
  rates("no effect at 5 %", [0.05, 2000], [0.05, 2000]),
  rates("a rare rate that doubles", [0.002, 10_000], [0.004, 10_000]),
  rates("an unequal split", [0.05, 4500], [0.06, 500]),
  rates("a rare rate at an unequal split", [0.01, 4500], [0.02, 500]),
  rates("a rate near one", [0.97, 1000], [0.98, 1000]),
  means("normal values", [60, 40], ({ normal }) => 5 + normal(), 5),
  means("an unequal split of normal values", [180, 20], ({ normal }) => 5 + normal(), 5),
  means("skewed values", [300, 300], ({ normal }) => Math.exp(0.8 * normal()), Math.exp(0.32)),
  {
    name: "an adjusted mean",
    trueDifference: 0.5,
    trueLift: 0.05,
    run: (draws) => {
      const arm = (units: number, effect: number) =>
        jointMomentsOf(
          Array.from({ length: units }, () => {
            const x = draws.normal();
            return [10 + 2 * x + draws.normal() + effect, x];
          }),
          2,
        );
      const adjusted = cuped([arm(60, 0), arm(40, 0.5)], { alpha: 0.05 });
      if (adjusted.kind !== "adjusted") throw new Error(adjusted.reason);
      return { kind: "compared", test: "welch", ...adjusted.comparisons[0]! };
    },
  },
];

describe("coverage", () => {
  test.each(scenarios)("law: 95 % of the intervals hold the truth: $name", ({ name, trueDifference, trueLift, run }) => {
    const draws = generator(20261123 + name.length);
    let held = { difference: 0, lift: 0 };
    for (let i = 0; i < RUNS; i += 1) {
      const result = run(draws);
      if (result.kind !== "compared") {
        // No conversion at all says nothing against any effect.
        held = { difference: held.difference + 1, lift: held.lift + 1 };
        continue;
      }
      const [low, high] = result.interval;
      const lift = result.liftInterval;
      held = {
        difference: held.difference + Number(low <= trueDifference && trueDifference <= high),
        lift: held.lift + Number(lift === "unbounded" || (lift[0] <= trueLift && trueLift <= lift[1])),
      };
    }
    expect(Math.abs(held.difference / RUNS - 0.95)).toBeLessThan(SLACK);
    expect(Math.abs(held.lift / RUNS - 0.95)).toBeLessThan(SLACK);
  });
});
