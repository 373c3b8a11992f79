import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { mergeSplitPhases, phasedSampleRatio, sampleRatio } from "../src/index.ts";
import type { SplitPhase } from "../src/index.ts";
import { logBayesFactor } from "../src/log-bayes-factor.ts";
import { splitDeparture } from "../src/split-departure.ts";
import { logEvidence } from "../src/log-evidence.ts";

const phaseOf = (units: readonly number[], weights: readonly number[], phase = 1): SplitPhase => ({
  phase,
  arms: units.map((count, index) => ({ arm: `arm${index}`, units: count, weight: weights[index] ?? 1 })),
});

const count = fc.integer({ min: 0, max: 100_000 });
const weights = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 3, maxLength: 3 });
const phases = fc
  .uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 })
  .chain((numbers) => fc.tuple(...numbers.map((number) => fc.tuple(fc.constant(number), weights))));

describe("anytime-valid evidence", () => {
  test("law: under the promise the evidence is 1 on average, for every sample size", () => {
    // The sum over all outcomes of probability times Bayes factor; with it, Ville's inequality gives the guarantee.
    for (const [share, k] of [[0.5, 100], [0.5, 3], [0.9, 100], [0.01, 10_000]] as const) {
      for (const units of [1, 2, 7, 40]) {
        let mean = 0;
        let probability = (1 - share) ** units;
        for (let a = 0; a <= units; a += 1) {
          const factor = logBayesFactor(splitDeparture(phaseOf([a, units - a], [share, 1 - share])), k);
          mean += probability * Math.exp(factor);
          probability *= ((units - a) / (a + 1)) * (share / (1 - share));
        }
        expect(mean).toBeCloseTo(1, 11);
      }
    }
  });

  test("law: evidence from phases multiplies, each at its own weights", () => {
    fc.assert(
      fc.property(count, count, weights, weights, (a, b, first, second) => {
        const one = phaseOf([a, b, a], first, 1);
        const two = phaseOf([b, b, a], second, 2);
        expect(logEvidence([one, two], [100, 1000])).toBeCloseTo(logEvidence([one], [100, 1000]) + logEvidence([two], [100, 1000]), 8);
      }),
    );
  });

  test("law: merging shards is the same as never having split them, in any order", () => {
    const shard = (numbers: readonly (readonly [number, readonly number[]])[], unitsOf: readonly number[]): SplitPhase[] =>
      numbers.map(([phase, own], index) => phaseOf(own.map((_, arm) => unitsOf[index * 3 + arm] ?? 0), own, phase));
    const nine = fc.array(count, { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(phases, nine, nine, (numbers, x, y) => {
        const whole = mergeSplitPhases([], shard(numbers, x.map((units, index) => units + (y[index] ?? 0))));
        const merged = mergeSplitPhases(shard(numbers, x), shard(numbers, y));
        expect(merged).toEqual(whole);
        expect(mergeSplitPhases(shard(numbers, y), shard(numbers, x))).toEqual(whole);
        expect(phasedSampleRatio(merged)).toEqual(phasedSampleRatio(whole));
      }),
    );
  });

  test("law: a healthy split looked at after each of 150 units is killed less often than once in a thousand, by exact recursion", () => {
    for (const share of [0.9]) {
      // Probability of having `a` of the units seen so far in the first arm and of never having been killed.
      let alive = [1];
      let killed = 0;
      for (let units = 1; units <= 150; units += 1) {
        const next = Array.from({ length: units + 1 }, (_, a) => (alive[a - 1] ?? 0) * share + (alive[a] ?? 0) * (1 - share));
        alive = next.map((probability, a) => {
          if (probability < 1e-12) return probability;
          const { verdict } = sampleRatio(phaseOf([a, units - a], [share * 10, 10 - share * 10]).arms, { interim: true });
          if (verdict === "kill") killed += probability;
          return verdict === "kill" ? 0 : probability;
        });
      }
      expect(killed).toBeLessThan(1e-3);
      expect(killed).toBeGreaterThan(1e-7);
    }
  });

  test("edge: a ramp from 90/10 to 50/50 is healthy by phases and a mismatch at averaged weights", () => {
    const ramp = [phaseOf([9000, 1000], [9, 1], 1), phaseOf([5000, 5000], [1, 1], 2)];
    expect(phasedSampleRatio(ramp)).toMatchObject({ verdict: "healthy", overTwoPoints: false, degreesOfFreedom: 2, chiSquare: 0 });
    expect(sampleRatio(phaseOf([14_000, 6000], [1, 1]).arms).verdict).toBe("kill");
  });

  test("edge: one broken phase is not washed out by a long healthy one", () => {
    const broken = phaseOf([6000, 4000], [1, 1], 1);
    const healthy = phaseOf([1_000_000, 1_000_000], [1, 1], 2);
    expect(phasedSampleRatio([broken, healthy], { interim: true }).verdict).toBe("warn");
  });

  test("edge: two weights for one arm of one phase cannot be merged; no phase at all is refused", () => {
    expect(() => mergeSplitPhases([phaseOf([1, 1], [1, 1])], [phaseOf([1, 1], [1, 2])])).toThrow(
      "weight: expected one weight for arm arm1 within a phase, got 1 and 2",
    );
    expect(() => phasedSampleRatio([])).toThrow(RangeError);
  });

  test("edge: an arm that exists in one phase only is expected in that phase only", () => {
    const result = phasedSampleRatio([phaseOf([500, 500], [1, 1], 1), phaseOf([300, 300, 300], [1, 1, 1], 2)]);
    expect(result).toMatchObject({ verdict: "healthy", worstDeviationPoints: 0, degreesOfFreedom: 3 });
    expect(result.arms.map(({ expectedShare }) => expectedShare)).toEqual([800 / 1900, 800 / 1900, 300 / 1900]);
  });
});
