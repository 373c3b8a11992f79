import { describe, expect, test } from "vitest";
import { groupSequentialInflation, sequentialInflation, sizeMean, sizeRate } from "../src/index.ts";
import groups from "./vectors/group-sequential.json" with { type: "json" };
import vectors from "./vectors/sequential.json" with { type: "json" };

describe("sequential inflation", () => {
  for (const { alpha, power, looks, inflation } of vectors.cases) {
    test(`vector: ${looks} looks at level ${alpha}, power ${power} (simulated walks)`, () => {
      expect(Math.abs(sequentialInflation({ alpha, power, looks }) - inflation)).toBeLessThan(0.01);
    });
  }

  test("law: reading more often sees the effect with fewer units, never as few as a single look", () => {
    const factors = [2, 10, 50, 150].map((looks) => sequentialInflation({ alpha: 0.05, power: 0.8, looks }));
    expect(factors).toEqual(factors.toSorted((a, b) => b - a));
    expect(Math.min(...factors)).toBeGreaterThan(1.5);
  });

  test("law: a sized sequence shows the effect that was asked for at its planned units, tuned to the single-look size", () => {
    const single = sizeMean({ baseline: 10, standardDeviation: 20, mdeRelative: 0.1 });
    const watched = sizeMean({ baseline: 10, standardDeviation: 20, mdeRelative: 0.1, sequentialLooks: 100, dailyUnits: 1 + Math.ceil(single.units * 1.67) });
    expect(watched.exactUnitsPerArm / single.exactUnitsPerArm).toBeCloseTo(1.67, 2);
    expect(watched.confidenceSequenceN).toBe(single.confidenceSequenceN);
    expect(watched.mdeByDay[0]?.mde).toBeCloseTo(0.1, 3);
  });

  test("edge: zero looks, half a look and a million looks are refused", () => {
    for (const sequentialLooks of [0, 0.5, 1_000_000]) {
      expect(() => sizeRate({ baseline: 0.05, mdeRelative: 0.1, sequentialLooks })).toThrow("sequentialLooks: expected a whole number from 1 to 1000");
      expect(() => sequentialInflation({ alpha: 0.05, power: 0.8, looks: sequentialLooks })).toThrow("looks: expected a whole number from 1 to 1000");
    }
  });
});

describe("group-sequential inflation", () => {
  for (const { spending, inflation, ...plan } of groups.cases) {
    test(`vector: ${plan.informationFractions.length} looks by ${spending}, power ${plan.power} (R rpact)`, () => {
      const found = groupSequentialInflation({ ...plan, spending: spending as "pocock" });
      expect(Math.abs(found / inflation - 1)).toBeLessThan(2e-5);
    });
  }

  test("law: one look at the end costs nothing, and more looks never less", () => {
    const at = (looks: number) =>
      groupSequentialInflation({ alpha: 0.05, power: 0.85, spending: "pocock", informationFractions: Array.from({ length: looks }, (_, look) => (look + 1) / looks) });
    const factors = [1, 2, 4, 8].map(at);
    expect(factors[0]).toBeCloseTo(1, 6);
    expect(factors).toEqual(factors.toSorted((a, b) => a - b));
  });

  test("edge: a plan without an end, and a power below its level, are refused by name", () => {
    const plan = { alpha: 0.05, power: 0.8, spending: "pocock", informationFractions: [0.5, 1] } as const;
    expect(() => groupSequentialInflation({ ...plan, informationFractions: [0.5] })).toThrow("informationFractions: expected the last look at 1, got 0.5");
    expect(() => groupSequentialInflation({ ...plan, power: 0.02 })).toThrow("power:");
  });
});
