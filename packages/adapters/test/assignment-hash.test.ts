import { readFileSync } from "node:fs";
import { assign, murmur3, unitIdFault } from "@liftproof/assignment";
import type { Experiment } from "@liftproof/assignment";
import { assignmentHashSql, derivedVariantSql, dialects, murmur3Sql } from "@liftproof/lake";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import type { DuckDb, SqlValue } from "@liftproof/adapters/duckdb";
import { seededRandom } from "./support/random.ts";

interface Vectors {
  readonly kernel: readonly { readonly text: string; readonly hash: number }[];
  readonly hash: readonly { readonly purpose: "layer" | "coverage" | "assign"; readonly salt: string; readonly unitId: string; readonly hash: number }[];
}

const vectors = JSON.parse(readFileSync(new URL("../../assignment/vectors/hash-v1.json", import.meta.url), "utf8")) as Vectors;
const dialect = dialects.duckdb;
let duckdb: DuckDb;

beforeAll(async () => {
  duckdb = await openDuckDb({ threads: 2 });
});
afterAll(() => duckdb.close());

async function texts(table: string, values: readonly string[]): Promise<void> {
  await duckdb.run(`CREATE OR REPLACE TABLE "${table}" (place BIGINT, text VARCHAR)`);
  const appender = await duckdb.appender("main", table);
  for (const [place, text] of values.entries()) appender.append([place, text] satisfies SqlValue[]);
  appender.close();
}

/** Ids as shops have them: numbers, UUIDs, prefixed accounts, addresses, and text of every length of UTF-8 sequence. */
function shapedIds(count: number): readonly string[] {
  const random = seededRandom(11);
  const hex = (digits: number): string => Array.from({ length: digits }, () => random.below(16).toString(16)).join("");
  const shapes: readonly ((at: number) => string)[] = [
    (at) => `${at}`,
    (at) => `u:user-${at}`,
    () => `${hex(8)}-${hex(4)}-7${hex(3)}-8${hex(3)}-${hex(12)}`,
    (at) => `a:${at}@exämple.org`,
    (at) => `顧客-${at}`,
    (at) => `😀${at}`,
    (at) => `${"é".repeat(at % 9)}${at}'"; DROP TABLE t; --`,
    (at) => String.fromCodePoint(...Array.from({ length: 1 + (at % 5) }, () => random.pick([0x41, 0xe9, 0x4e2d, 0x1f600, 0x10ffff, 0xffff]))) + hex(random.below(30)),
  ];
  return Array.from({ length: count }, (_, at) => shapes[at % shapes.length]?.(at) ?? "");
}

describe("hash version 1 in SQL", () => {
  test("vector: the kernel and every published purpose, salt and unit give the published hash", async () => {
    await texts("kernel", vectors.kernel.map(({ text }) => text));
    const kernel = await duckdb.all(`SELECT ${murmur3Sql(dialect, "text")} AS hash FROM "kernel" ORDER BY place`);
    expect(kernel.map(({ hash }) => Number(hash))).toEqual(vectors.kernel.map(({ hash }) => hash));

    await texts("ids", vectors.hash.map(({ unitId }) => unitId));
    const cases = [...new Map(vectors.hash.map(({ purpose, salt }) => [`${purpose} ${salt}`, { purpose, salt }])).values()];
    for (const { purpose, salt } of cases) {
      const own = vectors.hash.flatMap((vector, place) => (vector.purpose === purpose && vector.salt === salt ? [{ place, hash: vector.hash }] : []));
      const rows = await duckdb.all(`SELECT place, ${assignmentHashSql(dialect, { purpose, salt, unit: "text" })} AS hash FROM "ids" WHERE place IN (${own.map(({ place }) => place).join(", ")}) ORDER BY place`);
      expect(rows.map(({ place, hash }) => ({ place: Number(place), hash: Number(hash) }))).toEqual(own);
    }
  });

  test("law: 100,000 ids of eight shapes hash in the lake as in the page", async () => {
    const ids = shapedIds(100_000);
    await texts("ids", ids);
    const salt = "checkout_cta#2's é";
    const rows = await duckdb.all(`SELECT ${assignmentHashSql(dialect, { purpose: "assign", salt, unit: "text" })} AS hash FROM "ids" ORDER BY place`);
    const differ = rows.filter(({ hash }, at) => Number(hash) !== murmur3("assign", salt, ids[at] ?? ""));
    expect(rows).toHaveLength(100_000);
    expect(differ).toEqual([]);
  });

  test("law: holdout, layer, coverage and arms are derived as `assign` draws them, and no id that it refuses is given one", async () => {
    const odd = ["undefined", "x".repeat(512), "x".repeat(513), "é".repeat(256), "é".repeat(257), `a\u001fb`, "Undefined", " "];
    const ids = [...odd, ...shapedIds(4000)];
    await texts("ids", ids);
    const base: Experiment = { expId: "cta", status: "running", variants: ["control", "b'", "c"], weights: [1, 0.5, 2.25] };
    const experiments: readonly Experiment[] = [
      base,
      { ...base, phase: 3, salt: "own salt", coverage: 0.3, layer: { id: "checkout", slots: [0.2, 0.7] }, holdout: { id: "global", share: 0.1 } },
      { ...base, coverage: 0, layer: { id: "checkout", slots: [0, 1] } },
      { ...base, variants: ["only"], weights: [7], holdout: { id: "all", share: 1 } },
    ];
    for (const experiment of experiments) {
      const { variants, weights, salt = "cta", ...scope } = experiment;
      const rows = await duckdb.all(`SELECT ${derivedVariantSql(dialect, { ...scope, variants, weights, salt }, "text")} AS variant FROM "ids" ORDER BY place`);
      const expected = ids.map((id) => {
        const { inExperiment, variant } = assign(experiment, id);
        return inExperiment ? variant : null;
      });
      expect(rows.map(({ variant }) => variant)).toEqual(expected);
      expect(odd.filter((id) => unitIdFault(id) !== undefined)).toHaveLength(4);
    }
  });
});
