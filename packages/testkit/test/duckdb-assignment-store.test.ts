import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { duckDbAssignmentStore, openDuckDb } from "@liftproof/adapters/duckdb";
import { assignmentStoreLaws } from "@liftproof/testkit";
import { afterAll, describe, expect, test } from "vitest";

const database = await openDuckDb({ threads: 1 });
const folder = await mkdtemp(join(tmpdir(), "liftproof-store-"));
let tables = 0;

afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

describe("assignments in DuckDB", () => {
  const laws = assignmentStoreLaws(() => {
    const table = `assignments "${(tables += 1)}"`;
    return Promise.resolve({ open: async () => duckDbAssignmentStore(await database.connect(), { table }), destroy: () => Promise.resolve() });
  });
  test.each(laws.map((law) => [law.title, law] as const))("%s", async (_, law) => {
    await law.check();
  });

  test("edge: a restart finds what was saved, and an id is a value, never SQL", async () => {
    const path = join(folder, "assignments.duckdb");
    const unitId = `u:'"; DROP TABLE assignments; --😀`;
    const first = await openDuckDb({ path, threads: 1 });
    expect(await (await duckDbAssignmentStore(first)).save(unitId, "cta", { variant: "short", phase: 2 })).toEqual({ variant: "short", phase: 2 });
    await first.close();
    const second = await openDuckDb({ path, threads: 1 });
    const store = await duckDbAssignmentStore(second);
    expect(await store.save(unitId, "cta", { variant: "control", phase: 2 })).toEqual({ variant: "short", phase: 2 });
    expect(await store.load(unitId)).toEqual(new Map([["cta", { variant: "short", phase: 2 }]]));
    await second.close();
    await expect(store.load(unitId)).rejects.toThrow("closed");
  });
});
