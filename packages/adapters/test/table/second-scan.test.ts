import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jointMomentsOf, quantileBandOf, winsorBounds, winsorize } from "@liftproof/estimators";
import type { JointMoments, WinsorOptions } from "@liftproof/estimators";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb, readUnitMoments } from "../../src/duckdb.ts";
import type { DuckDb, UnitMetricMoments, UnitMoments, UnitMomentsOptions } from "../../src/duckdb.ts";

let folder: string;
let duckDb: DuckDb;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "liftproof-scan-test-"));
  duckDb = await openDuckDb({ threads: 2 });
});

afterAll(async () => {
  await duckDb.close();
  rmSync(folder, { recursive: true });
});

interface Unit {
  readonly arm: "a" | "b";
  readonly spend: number | null;
  readonly before: number | null;
  readonly country: string;
}

const unit: fc.Arbitrary<Unit> = fc.record({
  arm: fc.constantFrom("a", "b"),
  // A file of numbers holds no negative zero: + 0 makes it zero.
  spend: fc.oneof({ weight: 8, arbitrary: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.double({ min: -100, max: 1e4, noNaN: true })).map((spend) => spend + 0) }, fc.constant(null)),
  before: fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constant(null)),
  country: fc.constantFrom("de", "fr", "__proto__", ""),
});

function write(units: readonly Unit[]): string {
  const path = join(folder, "units.csv");
  const lines = units.map(({ arm, spend, before, country }, index) => `u${index},${arm},${spend ?? ""},${before ?? ""},${country}`);
  writeFileSync(path, `${["id,arm,spend,before,country", ...lines].join("\n")}\n`);
  return path;
}

function read(path: string, options: Pick<UnitMomentsOptions, "metrics"> & Partial<UnitMomentsOptions>, on: DuckDb = duckDb): Promise<UnitMoments> {
  return readUnitMoments(on, { path, unit: "id", arm: "arm", ...options });
}

function expectMoments(found: JointMoments | undefined, expected: JointMoments): void {
  expect(found?.count ?? 0).toBe(expected.count);
  if (expected.count === 0) return;
  // Whole numbers of 2^-37: the range of the column is 1e4, and squares add up over 160 units.
  found?.means.forEach((mean, index) => expect(Math.abs(mean - (expected.means[index] ?? 0))).toBeLessThan(1e-9));
  found?.crossProducts.forEach((row, i) => row.forEach((cell, j) => expect(Math.abs(cell - (expected.crossProducts[i]?.[j] ?? 0))).toBeLessThan(1e-4)));
}

const spends = (units: readonly Unit[]): number[] => units.flatMap(({ spend }) => (spend === null ? [] : [spend]));

describe("quantiles, winsorised means and segments", () => {
  test("law: they are those of the same units in an array, in every arm and segment", async () => {
    const cut: fc.Arbitrary<WinsorOptions> = fc.record({ lowShare: fc.constantFrom(0, 0.1), highShare: fc.constantFrom(0.5, 0.9, 0.99), units: fc.constantFrom("all", "nonzero") });
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { minLength: 40, maxLength: 160 }), cut, fc.constantFrom(0.25, 0.5, 0.8), async (units, winsorizing, quantile) => {
        const found = await read(write(units), {
          metrics: [
            { metric: "cut", kind: "mean", column: "spend", winsorize: winsorizing },
            { metric: "raw", kind: "mean", column: "spend" },
            { metric: "q", kind: "quantile", column: "spend", quantile },
          ],
          segments: ["country"],
        });
        const bounds = winsorBounds(spends(units), winsorizing);
        const check = (metrics: readonly UnitMetricMoments[], inside: readonly Unit[]): void => {
          const [cutMetric, raw, q] = metrics;
          for (const arm of ["a", "b"] as const) {
            const own = spends(inside.filter((one) => one.arm === arm));
            expectMoments(raw?.moments[arm], jointMomentsOf(own.map((value) => [value]), 1));
            expectMoments(cutMetric?.moments[arm], jointMomentsOf(own.map((value) => [bounds === undefined ? value : winsorize(value, bounds)]), 1));
            if (own.length === 0) continue;
            const band = quantileBandOf(own, { quantile });
            expect(q?.bands?.[arm]).toEqual(band.kind === "band" ? { ...band, bandCritical: expect.closeTo(band.bandCritical, 12) as number } : band);
          }
          expect(cutMetric?.winsorBounds?.map((end) => end?.toPrecision(12))).toEqual([bounds?.low?.toPrecision(12), bounds?.high?.toPrecision(12)]);
        };
        check(found.metrics, units);
        const [country] = found.segments;
        expect(country?.segments.map(({ value }) => value)).toEqual([...new Set(units.map((one) => one.country))].filter(Boolean).sort());
        for (const { value, metrics } of country?.segments ?? []) check(metrics, units.filter((one) => one.country === value));
        const unnamed = units.filter((one) => one.country === "");
        expect(country?.missingUnits).toBe(unnamed.length);
        if (country?.unnamed) check(country.unnamed.metrics, unnamed);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  test("law: one scan of the file, and a sort of the staged rows only for what needs order", async () => {
    const path = write(Array.from({ length: 60 }, (_, index) => ({ arm: index % 2 === 0 ? "a" : "b", spend: index, before: index % 3 === 0 ? null : 1, country: "de" })));
    const count = async (metrics: UnitMomentsOptions["metrics"]): Promise<{ readonly scans: number; readonly sorts: number }> => {
      const said: string[] = [];
      const watched: DuckDb = { ...duckDb, run: (sql, parameters) => (said.push(sql), duckDb.run(sql, parameters)), all: (sql, parameters) => (said.push(sql), duckDb.all(sql, parameters)) };
      await read(path, { metrics, segments: ["country"] }, watched);
      return { scans: said.filter((sql) => sql.includes("read_csv")).length, sorts: said.filter((sql) => sql.includes("TABLE ranked AS")).length };
    };
    const plain: UnitMomentsOptions["metrics"] = [
      { metric: "m", kind: "mean", column: "spend", covariates: ["before"] },
      { metric: "r", kind: "ratio", numerator: "spend", denominator: "before" },
    ];
    expect(await count(plain)).toEqual({ scans: 1, sorts: 0 });
    const cut = { metric: "w", kind: "mean", column: "spend", winsorize: { highShare: 0.9, units: "all" } } as const;
    const quantiles = [0.5, 0.9].map((quantile) => ({ metric: `q${quantile}`, kind: "quantile", column: "spend", quantile }) as const);
    // One sort for the bounds; one for both quantiles over all units and one within the countries.
    expect(await count([...plain, cut, ...quantiles])).toEqual({ scans: 1, sorts: 3 });
  });

  test("edge: a unit whose rows name two segments is in none and counted, one that names it once is in it", async () => {
    const path = join(folder, "repeated.csv");
    writeFileSync(path, "id,arm,spend,country\nu1,a,1,de\nu1,a,2,fr\nu2,a,3,\nu2,a,4,de\nu3,b,5,de\nu4,b,6, \n");
    for (const [repeat, spend] of [["first", 3], ["sum", 7]] as const) {
      const { segments: [country] } = await read(path, { metrics: [{ metric: "spend", kind: "mean", column: "spend" }], segments: ["country"], repeat });
      expect(country).toMatchObject({ dimension: "country", crossedUnits: 1, missingUnits: 1 });
      expect(country?.segments).toMatchObject([{ value: "de", arms: [{ arm: "a", units: 1 }, { arm: "b", units: 1 }], metrics: [{ moments: { a: { count: 1, means: [spend] } } }] }]);
    }
  });

  test("edge: history that some units lack is counted per arm", async () => {
    const path = write([{ arm: "a", spend: 1, before: null, country: "" }, { arm: "a", spend: 2, before: 3, country: "" }, { arm: "b", spend: null, before: null, country: "" }, { arm: "b", spend: 4, before: 1, country: "" }]);
    const { metrics: [found] } = await read(path, { metrics: [{ metric: "spend", kind: "mean", column: "spend", covariates: ["before"] }] });
    expect(found?.missingHistory).toEqual([{ covariate: "before", unitsByArm: { a: 1, b: 0 } }]);
  });

  test("edge: a column with hundreds of values is no segment", async () => {
    const path = join(folder, "ids.csv");
    writeFileSync(path, `id,arm,spend\n${Array.from({ length: 400 }, (_, index) => `u${index},a,1`).join("\n")}\n`);
    await expect(read(path, { metrics: [], segments: ["id"] })).rejects.toThrow(/column "id": expected at most 200 segments, got about \d+; is it the right column\?/u);
  });
});
