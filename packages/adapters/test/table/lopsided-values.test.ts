import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jointMomentsOf } from "@liftproof/estimators";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb, readUnitMoments } from "../../src/duckdb.ts";
import type { DuckDb, UnitMetricMoments, UnitMoments } from "../../src/duckdb.ts";

let folder: string;
let one: DuckDb;
let two: DuckDb;
let files = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "liftproof-lopsided-test-"));
  one = await openDuckDb({ threads: 1 });
  two = await openDuckDb({ threads: 2 });
});

afterAll(async () => {
  await one.close();
  await two.close();
  rmSync(folder, { recursive: true });
});

type Unit = readonly [arm: string, segment: string, spend: number, orders: number, before: number | ""];

function read(units: readonly Unit[], duckDb: DuckDb = two): Promise<UnitMoments> {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, `id,arm,plan,spend,orders,before\n${units.map((cells, id) => [id, ...cells].join(",")).join("\n")}\n`);
  return readUnitMoments(duckDb, {
    path,
    unit: "id",
    arm: "arm",
    segments: ["plan"],
    metrics: [
      { metric: "spend", kind: "mean", column: "spend", covariates: ["before"] },
      { metric: "aov", kind: "ratio", numerator: "spend", denominator: "orders" },
    ],
  });
}

const of = ({ metrics }: { readonly metrics: readonly UnitMetricMoments[] }, metric: string, arm: string) => metrics.find((each) => each.metric === metric)?.moments[arm];
const spend = fc.integer({ min: 1, max: 1_000_000 }).map((k) => Math.sqrt(k) / 7);
const unit = (arm: string): fc.Arbitrary<Unit> => fc.tuple(fc.constant(arm), fc.constantFrom("old", "new"), spend, fc.nat(3), spend);
const arms = fc.tuple(fc.array(unit("a"), { minLength: 3, maxLength: 20 }), fc.array(unit("b"), { minLength: 3, maxLength: 20 })).map(([a, b]) => [...a, ...b]);
const huge = fc.constantFrom(1e9 + 1 / 3, 1e15 + 0.3, 1e30, -1e100, 9e139);

describe("values of very different size", () => {
  test("law: however large a value of one arm, the moments of another stay what they are, to 1e-10", async () => {
    await fc.assert(
      fc.asyncProperty(arms, huge, async (units, outlier) => {
        const alone = await read(units);
        const beside = await read([...units, ["c", "old", outlier, 1, 5], ["c", "new", 1, 1, 5]]);
        for (const metric of ["spend", "aov"]) {
          for (const arm of ["a", "b"]) expectMoments(of(beside, metric, arm), of(alone, metric, arm));
        }
        expect(of(beside, "spend", "c")?.means[0]).toBeCloseTo((outlier + 1) / 2, -Math.floor(Math.log10(Math.abs(outlier))) + 9);
      }),
      { numRuns: 12 },
    );
  });

  test("law: nor do those of another segment change, for any number of threads", async () => {
    await fc.assert(
      fc.asyncProperty(arms, huge, async (units, outlier) => {
        const before = await read(units);
        const all: readonly Unit[] = [...units, ["a", "odd", outlier, 2, 1]];
        const after = await read(all);
        for (const { value, metrics } of after.segments[0]?.segments ?? []) {
          const same = before.segments[0]?.segments.find((segment) => segment.value === value);
          if (same === undefined) continue;
          for (const { arm } of same.arms) expectMoments(of({ metrics }, "spend", arm), of(same, "spend", arm));
        }
        expect(await read(all, one)).toEqual(after);
      }),
      { numRuns: 8 },
    );
  });

  test("edge: a covariate that some have none of is put in alike", async () => {
    const units: readonly Unit[] = [["a", "x", Math.SQRT2, 1, 3], ["a", "x", Math.PI, 0, ""], ["a", "x", Math.E, 1, 7], ["b", "x", 1.1, 0, 5], ["b", "x", 2.3, 2, ""], ["c", "x", 1e30, 1, 5]];
    const found = await read(units);
    expectMoments(of(found, "spend", "a"), jointMomentsOf([[Math.SQRT2, 3, 0], [Math.PI, 5, 1], [Math.E, 7, 0]]));
    expect(found.metrics.map(({ nonzeroUnits }) => nonzeroUnits)).toEqual([{ a: 3, b: 2, c: 1 }, { a: 2, b: 1, c: 1 }]);
  });

  test("edge: a value whose square no double holds is a bad value, not the end of the file", async () => {
    const found = await read([["a", "x", 1, 1, 1], ["a", "x", 1e141, 1, 1], ["b", "x", 2, 1, 1]]);
    expect(found.rows.rejected).toEqual({ bad_value: 1 });
    expect(found.arms.map(({ units }) => units)).toEqual([1, 1]);
  });
});

function expectMoments(found: ReturnType<typeof of>, expected: ReturnType<typeof of>): void {
  if (found === undefined || expected === undefined) throw new Error("expected moments of both");
  expect(found.count).toBe(expected.count);
  const spreads = expected.crossProducts.map((cells, at) => Math.sqrt(cells[at] ?? 0));
  for (const [at, mean] of expected.means.entries()) expect(Math.abs((found.means[at] ?? 0) - mean)).toBeLessThanOrEqual(1e-10 * (Math.abs(mean) + (spreads[at] ?? 0)));
  for (const [at, cells] of expected.crossProducts.entries()) {
    for (const [to, cell] of cells.entries()) {
      expect(Math.abs((found.crossProducts[at]?.[to] ?? 0) - cell)).toBeLessThanOrEqual(1e-10 * ((spreads[at] ?? 0) * (spreads[to] ?? 0) + Number.MIN_VALUE));
    }
  }
}
