import { describe, expect, test } from "vitest";
import type { Comparison, JointMoments, Moments } from "../src/index.ts";
import {
  compareMeans,
  compareRates,
  compareRatios,
  cuped,
  jointMomentsOf,
  mergeMoments,
  momentsOf,
} from "../src/index.ts";
import type { Generator } from "./support/generator.ts";
import { binomial, generator } from "./support/generator.ts";

/**
 * Runs per scenario: the count of intervals that hold the truth is binomial, so a coverage of 95 % has a standard
 * error of 0.63 points, and 2.5 points are four of them. docs/calibration.md has the same with 30 times the runs.
 */
const RUNS = 1200;
const SLACK = 0.025;

interface Scenario {
  readonly name: string;
  readonly trueDifference: number;
  readonly trueLift: number;
  readonly run: (generator: Generator) => Comparison;
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

/** One unit in twenty pays. */
function revenue(draws: Generator): Moments {
  const { successes: payers, trials } = binomial(draws, 1000, 0.05);
  const paid = momentsOf(Array.from({ length: payers }, () => Math.exp(draws.normal())));
  return mergeMoments({ count: trials - payers, mean: 0, m2: 0 }, paid);
}

/** Orders and sessions of 100 people, each with a rate of their own around the given one. */
function clusters({ uniform }: Generator, rate: number): JointMoments {
  return jointMomentsOf(
    Array.from({ length: 100 }, () => {
      const sessions = 1 + Math.floor(4 * uniform());
      const own = rate * (0.2 + 1.6 * uniform());
      const ordered = Array.from({ length: sessions }, () => Number(uniform() < own));
      return [ordered.reduce((sum, order) => sum + order, 0), sessions];
    }),
  );
}

/** The first treatment against the control, both adjusted for a covariate. */
function adjusted(name: string, arms: readonly (readonly [units: number, effect: number])[]): Scenario {
  return {
    name,
    trueDifference: arms[1]![1],
    trueLift: arms[1]![1] / 10,
    run: ({ normal }) => {
      const result = cuped(
        arms.map(([units, effect]) =>
          jointMomentsOf(
            Array.from({ length: units }, () => {
              const x = normal();
              return [10 + 2 * x + normal() + effect, x];
            }),
          ),
        ),
        { alpha: 0.05 },
      );
      if (result.kind !== "adjusted") throw new Error(result.reason);
      return { kind: "compared", test: "welch", ...result.comparisons[0]! };
    },
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
    name: "revenue of which most is zero",
    trueDifference: 0,
    trueLift: 0,
    run: (draws) => compareMeans(revenue(draws), revenue(draws), { alpha: 0.05 }),
  },
  {
    name: "a ratio whose units come in clusters",
    trueDifference: 0.05,
    trueLift: 0.1,
    run: (draws) => compareRatios(clusters(draws, 0.5), clusters(draws, 0.55), { alpha: 0.05 }),
  },
  adjusted("an adjusted mean", [[60, 0], [40, 0.5]]),
  adjusted("an adjusted mean beside a treatment that moves", [[60, 0], [40, 0.5], [40, 6]]),
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
