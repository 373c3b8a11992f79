import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { ArmCount, SampleRatio } from "../src/index.ts";
import { sampleRatio } from "../src/index.ts";

const arms = (counts: Record<string, readonly [units: number, weight: number]>): ArmCount[] =>
  Object.entries(counts).map(([arm, [units, weight]]) => ({ arm, units, weight }));
const halves = (control: number, treatment: number): ArmCount[] => arms({ control: [control, 1], treatment: [treatment, 1] });

const weight = fc.constantFrom(0.1, 0.2, 0.25, 0.3, 0.5, 0.9, 1, 2, 3, 10, 50, 99.9);
const split = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 200_000 }), weight), { minLength: 2, maxLength: 5 })
  .map((list): ArmCount[] => list.map(([units, weightOfArm], index) => ({ arm: `arm${index}`, units, weight: weightOfArm })));

describe("sample ratio", () => {
  test("law: multiplying every weight by a whole number changes nothing", () => {
    fc.assert(
      fc.property(split, fc.integer({ min: 2, max: 1000 }), (counts, factor) => {
        // Through integers, so that the product is exact in the decimals people write.
        const whole = counts.map((arm) => ({ ...arm, weight: Math.round(arm.weight * 100) }));
        const scaled = whole.map((arm) => ({ ...arm, weight: arm.weight * factor }));
        expect(sampleRatio(scaled)).toEqual(sampleRatio(whole));
        expect(sampleRatio(counts)).toEqual(sampleRatio(whole));
      }),
    );
  });

  test("law: the order of arms does not matter", () => {
    fc.assert(
      fc.property(split, (counts) => {
        const forward = sampleRatio(counts);
        const backward = sampleRatio(counts.toReversed());
        expect(backward.verdict).toBe(forward.verdict);
        expect(backward.overTwoPoints).toBe(forward.overTwoPoints);
        expect(backward.worstDeviationPoints).toBe(forward.worstDeviationPoints);
        expect(backward.anytimePValue).toBeCloseTo(forward.anytimePValue, 10);
        expect(backward.pValue ?? 2).toBeCloseTo(forward.pValue ?? 2, 10);
      }),
    );
  });

  test("law: an arm promised nothing never moves the verdict; its units are named", () => {
    fc.assert(
      fc.property(split, fc.integer({ min: 0, max: 10_000 }), (counts, strays) => {
        const { unexpectedArms, unexpectedUnits, ...withStray } = sampleRatio([...counts, { arm: "stray", units: strays, weight: 0 }]);
        const { unexpectedArms: none, unexpectedUnits: zero, ...without } = sampleRatio(counts);
        expect([unexpectedUnits, zero]).toEqual([strays, 0]);
        expect(withStray).toEqual(without);
        expect(unexpectedArms).toEqual(strays > 0 ? ["stray"] : []);
        expect(none).toEqual([]);
      }),
    );
  });

  test("law: two points are counted in whole numbers, for every split in tenths of a percent", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), fc.nat(2_000_000), fc.nat(2_000_000), (permille, a, b) => {
        fc.pre(a + b > 0);
        const counts = arms({ a: [a, permille / 1000], b: [b, (1000 - permille) / 1000] });
        const beyond = 50n * (BigInt(a) * 1000n - BigInt(permille) * BigInt(a + b));
        const limit = 1000n * BigInt(a + b);
        expect(sampleRatio(counts).overTwoPoints).toBe(beyond > limit || -beyond > limit);
      }),
    );
  });

  test("law: evidence once found is kept, and less of it is never claimed", () => {
    fc.assert(
      fc.property(split, fc.double({ min: 0, max: 1, noNaN: true }), (counts, earlier) => {
        const { anytimePValue } = sampleRatio(counts);
        const kept = sampleRatio(counts, { previousAnytimePValue: earlier }).anytimePValue;
        expect(kept).toBe(Math.min(anytimePValue, earlier));
      }),
    );
  });

  test("law: a verdict agrees with the numbers beside it", () => {
    fc.assert(
      fc.property(split, fc.boolean(), (counts, interim) => {
        const result = sampleRatio(counts, { interim });
        expect(result.verdict).toBe(verdictInDoubles(result, interim));
        expect(result.overTwoPoints).toBe(result.worstDeviationPoints > 2);
        expect(result.verdict).toBe(result.evidence[0]?.verdict ?? "healthy");
        const graveness = result.evidence.map(({ verdict }) => ["kill", "warn", "watch"].indexOf(verdict));
        expect(graveness).toEqual(graveness.toSorted((a, b) => a - b));
        for (const fired of result.evidence) {
          if ("limit" in fired) expect("pValue" in fired ? fired.pValue : fired.anytimePValue).toBeLessThan(fired.limit);
          if ("deviationPoints" in fired) expect(Math.abs(fired.deviationPoints)).toBe(result.worstDeviationPoints);
        }
        expect(result.exactPValue === null).toBe(result.exactRefusal !== null);
      }),
    );
  });

  test("edge: 5200 of 10000 is exactly two points off and not over; 5201 is", () => {
    expect(0.52 - 0.5 > 0.02).toBe(true);
    expect(sampleRatio(halves(5200, 4800))).toMatchObject({ overTwoPoints: false, worstDeviationPoints: 2 });
    expect(sampleRatio(halves(5201, 4799))).toMatchObject({ overTwoPoints: true });
  });

  test("edge: 92 to 8 at a promised 0.9 to 0.1 is not over; one unit more is", () => {
    expect(sampleRatio(arms({ a: [9200, 0.9], b: [800, 0.1] })).overTwoPoints).toBe(false);
    expect(sampleRatio(arms({ a: [9201, 0.9], b: [799, 0.1] })).overTwoPoints).toBe(true);
  });

  test("edge: before the first unit there is no p-value and nothing to complain of", () => {
    expect(sampleRatio(arms({ a: [0, 1], b: [0, 3] }))).toEqual({
      verdict: "healthy",
      evidence: [],
      pValue: null,
      exactPValue: null,
      exactRefusal: "no_units",
      anytimePValue: 1,
      worstDeviationPoints: 0,
      overTwoPoints: false,
      chiSquare: 0,
      degreesOfFreedom: 1,
      arms: [
        { arm: "a", units: 0, expectedShare: 0.25, observedShare: 0 },
        { arm: "b", units: 0, expectedShare: 0.75, observedShare: 0 },
      ],
      unexpectedArms: [],
      unexpectedUnits: 0,
    });
  });

  test("edge: one silent arm kills at 50 units, not at 49", () => {
    expect(sampleRatio(halves(50, 0), { interim: true }).verdict).toBe("kill");
    expect(sampleRatio(halves(49, 0), { interim: true }).verdict).toBe("watch");
  });

  test("edge: a certain half-point skew of a million units kills: an arm is one percent off its count", () => {
    expect(sampleRatio(halves(505_000, 495_000), { interim: true })).toMatchObject({ verdict: "kill", overTwoPoints: false });
    expect(sampleRatio(halves(504_999, 495_001), { interim: true }).verdict).toBe("warn");
  });

  test("edge: two points off is watched from 6,766 units on at 50/50, without waiting for a p-value", () => {
    // 0.52 * 6766 rounds to just over two points; fixed p stays above 0.0005 and below the interim rules.
    expect(sampleRatio(halves(3520, 3246), { interim: true }).verdict).toBe("watch");
    expect(sampleRatio(halves(1041, 959), { interim: true })).toMatchObject({ overTwoPoints: true, verdict: "healthy" });
    expect(sampleRatio(halves(1075, 925), { interim: true })).toMatchObject({ overTwoPoints: true, verdict: "watch" });
  });

  test("edge: the single-look p-value warns at the planned end and has no say before it", () => {
    const counts = halves(50_600, 49_400);
    expect(sampleRatio(counts)).toMatchObject({ verdict: "warn" });
    expect(sampleRatio(counts, { interim: true })).toMatchObject({ verdict: "healthy" });
  });

  test("edge: an expected count under five brings the exact test, which then decides", () => {
    const rare = sampleRatio(arms({ a: [9, 1], b: [291, 99] }));
    expect(rare.pValue).toBeLessThan(5e-4);
    expect(rare.exactPValue).toBeGreaterThan(3e-3);
    expect(rare.verdict).toBe("healthy");
    expect(sampleRatio(arms({ a: [9, 1], b: [491, 99] }))).toMatchObject({ exactPValue: null, exactRefusal: "counts_suffice" });
  });

  test("edge: an exact test is bounded in cost: equals share their outcomes, two arms have no limit, many unequal ones are refused", () => {
    const equal = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`arm${index}`, [index < 2 ? 0 : 4, 1] as const]));
    expect(sampleRatio(arms(equal)).exactRefusal).toBe(null);
    expect(sampleRatio(arms({ a: [3, 1], b: [8_999_997, 1_999_999] })).exactPValue).toBeCloseTo(0.639362, 4);
    const unequal = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`arm${index}`, [index === 0 ? 0 : 4, 100 + index] as const]));
    expect(sampleRatio(arms(unequal))).toMatchObject({ exactPValue: null, exactRefusal: "too_many_outcomes" });
  });

  test("edge: the evidence of a kill names the rule, the arm and the numbers", () => {
    expect(sampleRatio(halves(0, 50), { interim: true }).evidence[0]).toEqual({
      verdict: "kill", rule: "anytime_and_two_points", limit: 1e-3, arm: "control", deviationPoints: -50,
      anytimePValue: sampleRatio(halves(0, 50)).anytimePValue,
    });
    expect(sampleRatio(halves(505_000, 495_000), { interim: true }).evidence.map(({ rule }) => rule)).toEqual(["anytime_and_one_percent", "anytime"]);
    expect(sampleRatio(halves(50_600, 49_400)).evidence).toMatchObject([{ rule: "single_look", test: "chi-square", limit: 5e-4 }]);
    expect(sampleRatio(halves(3520, 3246), { interim: true }).evidence).toMatchObject([{ rule: "two_points_and_single_look" }, { rule: "two_points_at_size", units: 6766, enoughUnits: 6766 }]);
  });

  test("edge: what cannot be a split is refused by name", () => {
    expect(() => sampleRatio([])).toThrow("arms: expected at least two arms with a weight > 0, got 0");
    expect(() => sampleRatio(arms({ a: [1, 1], b: [1, 0] }))).toThrow(RangeError);
    expect(() => sampleRatio(arms({ a: [1.5, 1], b: [1, 1] }))).toThrow("units: expected a whole number >= 0 for arm a, got 1.5");
    expect(() => sampleRatio(arms({ a: [-1, 1], b: [1, 1] }))).toThrow(RangeError);
    expect(() => sampleRatio(arms({ a: [1, Number.NaN], b: [1, 1] }))).toThrow(RangeError);
    expect(() => sampleRatio(arms({ a: [1, -1], b: [1, 1] }))).toThrow(RangeError);
    expect(() => sampleRatio(arms({ a: [1, Infinity], b: [1, 1] }))).toThrow(RangeError);
    expect(() => sampleRatio([...halves(1, 1), { arm: "control", units: 1, weight: 1 }])).toThrow("got control twice");
    expect(() => sampleRatio(arms({ "": [1, 1], b: [1, 1] }))).toThrow(TypeError);
    expect(() => sampleRatio(halves(1, 1), { concentration: 0 })).toThrow(RangeError);
    expect(() => sampleRatio(halves(1, 1), { previousAnytimePValue: 1.1 })).toThrow(RangeError);
  });

  test("edge: a share as small as 1e-12 is judged, a smaller one refused", () => {
    const result = sampleRatio(arms({ a: [10, 1], b: [10, 1e12 - 1] }));
    expect(result).toMatchObject({ verdict: "kill", degreesOfFreedom: 1 });
    expect(result.anytimePValue).toBeGreaterThanOrEqual(0);
    expect(() => sampleRatio(arms({ a: [10, 1e-300], b: [10, 1e300] }))).toThrow("weight: expected a share of at least 1e-12 for arm a");
  });

  test("example: the mobile game whose two gates got 44,700 and 45,489 players", () => {
    const result = sampleRatio(arms({ gate_30: [44_700, 1], gate_40: [45_489, 1] }));
    expect(result).toMatchObject({ verdict: "healthy", overTwoPoints: false, degreesOfFreedom: 1 });
    expect(result.worstDeviationPoints).toBeCloseTo(0.4374, 4);
  });
});

/** The rule once more, in floating point: right wherever nothing lies on an edge. */
function verdictInDoubles(result: SampleRatio, interim: boolean): string {
  const fixed = result.exactPValue ?? result.pValue ?? 1;
  const units = result.arms.reduce((sum, arm) => sum + arm.units, 0);
  const offOnePercent = result.arms.some(
    (arm) => Math.abs(arm.units - arm.expectedShare * units) >= 0.01 * arm.expectedShare * units,
  );
  if (result.anytimePValue < 1e-3 && result.overTwoPoints) return "kill";
  if (result.anytimePValue < 1e-6 && offOnePercent) return "kill";
  if (result.anytimePValue < 1e-3 || (!interim && fixed < 5e-4)) return "warn";
  const enough = result.arms.some(
    ({ expectedShare: share, observedShare }) =>
      Math.abs(observedShare - share) > 0.02 && units >= (3.29 / 0.02) ** 2 * share * (1 - share),
  );
  return result.overTwoPoints && (enough || fixed < 1e-3) ? "watch" : "healthy";
}
