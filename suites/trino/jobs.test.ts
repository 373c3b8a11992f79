import { attributionRules } from "@liftproof/attribution";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { attributionJob, attributionStatements, createTable, dialects, familyQuery, familyViews, identityJob, lakeTables, martJob, publishedDdl, publishedGroups } from "@liftproof/lake";
import type { Dialect, NamedStatement } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { busyRows } from "../../packages/adapters/test/support/busy-rows.ts";
import { seededRandom } from "../../packages/adapters/test/support/random.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { lineOf, writeObject } from "../../packages/adapters/test/support/write-objects.ts";
import { emptyLake } from "./empty-lake.ts";
import { sortedText, tableAsText } from "./table-as-text.ts";
import { copyTable, trinoClient } from "../../packages/testkit/src/index.ts";

const trino = trinoClient(process.env["TRINO_URL"] ?? "");
const tables = process.env["TRINO_TABLES"] ?? "";
const location = "local:///lake";
const day = 86_400_000_000;
const given: ReadonlySet<string> = new Set(["events", "dim_identity", "int_identity_hash", "token_mode_log"]);
const rules = attributionRules({ ownDomains: ["shop.test"], fraud: { mode: "burst", windows: [{ windowUs: 2 * day, maxTouches: 3 }], allowedDevices: [] } });

/** Runs statements and adds up what they read and how long they took. */
async function perform(statements: readonly NamedStatement[]): Promise<{ readonly bytes: number; readonly rows: number; readonly millis: number }> {
  let [bytes, rows, millis] = [0, 0, 0];
  for (const { sql } of statements) {
    await trino.run(sql);
    const { physicalInputBytes, processedRows, elapsedMillis } = trino.last();
    [bytes, rows, millis] = [bytes + physicalInputBytes, rows + processedRows, millis + elapsedMillis];
  }
  return { bytes, rows, millis };
}

async function prepared(): Promise<{ readonly lake: Lake; readonly watermarkUs: number }> {
  const rows = busyRows(seededRandom(61), { events: 1500, people: 80, days: 20 });
  const bronzeRoot = temporaryFolder();
  writeObject(bronzeRoot, rows.map(lineOf));
  const lake = await openLake({ threads: 2 });
  await ingestBronze({ lake, bronzeRoot });
  const { watermarkUs } = await buildLake({ lake, rules });
  await emptyLake(trino);
  for (const table of lakeTables) if (given.has(table.name)) await copyTable({ from: lake, to: trino, tables }, table);
  return { lake, watermarkUs };
}

describe("jobs on Trino", () => {
  test("law: jobs publish the tables of a DuckDB build, and read less than statements whose parts are put in place", async () => {
    const { lake, watermarkUs } = await prepared();
    const job = { dialect: dialects.trino, rules, watermarkUs, runId: 1 };
    for (const table of lakeTables.filter(({ name }) => publishedGroups.attribution.includes(name))) await trino.run(createTable(table, { engine: "trino", location }));
    const plain = await perform(attributionStatements(job));
    for (const name of ["dim_identity", ...publishedGroups.attribution]) await trino.run(`DROP TABLE ${dialects.trino.table(name)}`);
    for (const sql of publishedDdl({ engine: "trino", location })) await trino.run(sql);
    const who = await perform(identityJob({ ...job, runId: 4 }));
    const staged = await perform(attributionJob(job));
    const onward = await perform(attributionJob({ ...job, runId: 2 }, { runId: 1, watermarkUs }));
    const marts = await perform(martJob({ ...job, runId: 3 }));
    console.log(`attribution, bytes read: ${plain.bytes} in place, ${staged.bytes} staged, ${onward.bytes} going on; rows ${plain.rows}, ${staged.rows}, ${onward.rows}; ms ${plain.millis}, ${staged.millis}, ${onward.millis}; who is who ${who.bytes} bytes; marts ${marts.bytes} bytes, ${marts.rows} rows, ${marts.millis} ms`);
    expect(staged.rows).toBeLessThan(plain.rows);
    for (const name of [...publishedGroups.identities, ...publishedGroups.attribution, ...publishedGroups.marts]) {
      const table = lakeTables.find((each) => each.name === name);
      if (table === undefined) throw new Error(name);
      const shown = name === "int_touches" ? { ...table, columns: table.columns.filter(({ column }) => column !== "position") } : table;
      expect(sortedText(await trino.run(tableAsText(dialects.trino, shown))), name).toEqual(sortedText(await lake.all(tableAsText(dialects.duckdb, shown))));
    }
    for (const view of familyViews()) {
      const count = async (dialect: Dialect, run: (sql: string) => Promise<readonly object[]>): Promise<string> => String(Object.values((await run(`SELECT count(*) AS events FROM (${familyQuery(dialect, view)}) AS v`))[0] ?? {})[0]);
      expect(await count(dialects.trino, (sql) => trino.run(sql)), view.name).toBe(await count(dialects.duckdb, (sql) => lake.all(sql)));
    }
    await lake.close();
  });
});
