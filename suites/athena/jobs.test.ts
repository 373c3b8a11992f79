import { AdapterError, runStatements } from "@liftproof/adapters/athena";
import type { AthenaJobReport } from "@liftproof/adapters/athena";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { attributionRules } from "@liftproof/attribution";
import { attributionJob, dialects, identityJob, lakeTables, lintAthena, martJob, publishedDdl, publishedGroups, quoteIdentifier } from "@liftproof/lake";
import type { Dialect, NamedStatement, TableDefinition } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { busyRows } from "../../packages/adapters/test/support/busy-rows.ts";
import { seededRandom } from "../../packages/adapters/test/support/random.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { lineOf, writeObject } from "../../packages/adapters/test/support/write-objects.ts";
import { copyTable, dropViews } from "../../packages/testkit/src/index.ts";
import { startAthena, trino } from "./start-athena.ts";

const day = 86_400_000_000;
const given: ReadonlySet<string> = new Set(["events", "dim_identity", "int_identity_hash", "token_mode_log"]);
const rules = attributionRules({ ownDomains: ["shop.test"], fraud: { mode: "burst", windows: [{ windowUs: 2 * day, maxTouches: 3 }], allowedDevices: [] } });
const location = "s3://bucket/lake";
const published = [...publishedGroups.identities, ...publishedGroups.attribution, ...publishedGroups.marts];

/** Every column as text that both engines write alike. */
function asText(dialect: Dialect, { name, columns }: TableDefinition): string {
  const texts = columns.map(({ column, type }) => {
    const quoted = quoteIdentifier(column);
    if (type === "map") return `${dialect.mapJson(quoted)} AS ${quoted}`;
    return `CAST(${type === "timestamp" ? dialect.microsOf(quoted) : quoted} AS VARCHAR) AS ${quoted}`;
  });
  return `SELECT ${texts.join(", ")} FROM ${dialect.table(name)}`;
}

const sorted = (rows: readonly object[]): readonly string[] => rows.map((row) => JSON.stringify(Object.values(row))).sort();

/** A table of both engines, without what has no order in common. */
function shownTable(name: string): TableDefinition {
  const table = lakeTables.find((each) => each.name === name);
  if (table === undefined) throw new Error(name);
  return name === "int_touches" ? { ...table, columns: table.columns.filter(({ column }) => column !== "position") } : table;
}

async function prepared(): Promise<{ readonly lake: Lake; readonly watermarkUs: number }> {
  const bronzeRoot = temporaryFolder();
  writeObject(bronzeRoot, busyRows(seededRandom(61), { events: 1200, people: 70, days: 20 }).map(lineOf));
  const lake = await openLake({ threads: 2 });
  await ingestBronze({ lake, bronzeRoot });
  const { watermarkUs } = await buildLake({ lake, rules });
  await trino.run('CREATE SCHEMA IF NOT EXISTS "lake"');
  await dropViews(trino, "lake");
  for (const table of lakeTables) {
    await trino.run(`DROP TABLE IF EXISTS ${dialects.trino.table(table.name)}`);
    if (given.has(table.name)) await copyTable({ from: lake, to: trino, tables: process.env["TRINO_TABLES"] ?? "" }, table);
  }
  await trino.run(`DROP TABLE ${dialects.trino.table("dim_identity")}`);
  return { lake, watermarkUs };
}

describe("jobs through Athena", () => {
  test("law: a lake's jobs, in Athena's own words and with faults on the way, publish the tables of a DuckDB build", async () => {
    const { lake, watermarkUs } = await prepared();
    const random = seededRandom(8);
    const { athena, server } = await startAthena({
      fateOfRequest: () => (random.chance(0.05) ? random.pick(["throttle", "reset", "lost", "error"] as const) : undefined),
      fateOfQuery: () => (random.chance(0.04) ? random.pick(["conflict", "slow_down"] as const) : undefined),
    });
    for (const [at, sql] of publishedDdl({ engine: "athena", location }).entries()) await athena.run(sql, { runId: `ddl ${at}` });
    const dialect = dialects.athena;
    const run = async (statements: readonly NamedStatement[], runId: string): Promise<AthenaJobReport> => {
      expect(statements.flatMap(({ sql }) => lintAthena(sql))).toEqual([]);
      const report = await runStatements(athena, statements, { runId });
      expect(report.steps.map(({ name }) => name)).toEqual(statements.map(({ name }) => name));
      return report;
    };
    const job = { dialect, rules, watermarkUs, location };
    const who = await run(identityJob({ ...job, runId: 1 }), "identities 1");
    const orders = await run(attributionJob({ ...job, runId: 2 }), "attribution 2");
    const onward = await run(attributionJob({ ...job, runId: 3 }, { runId: 2, watermarkUs }), "attribution 3");
    const marts = await run(martJob({ ...job, runId: 4 }), "marts 4");
    for (const name of published) {
      const table = shownTable(name);
      expect(sorted(await trino.run(asText(dialects.trino, table))), name).toEqual(sorted(await lake.all(asText(dialects.duckdb, table))));
    }
    const reports = [who, orders, onward, marts];
    const inJobs = reports.reduce((total, { scannedBytes }) => total + scannedBytes, 0);
    expect(athena.ledger().reduce((total, { scannedBytes }) => total + scannedBytes, 0)).toBe(inJobs);
    expect(server.queries.filter(({ isDone }) => isDone)).toHaveLength(reports.reduce((total, { steps }) => total + steps.length, 0) + publishedDdl({ engine: "athena", location }).length);
    console.log(`statements ${reports.map(({ steps }) => steps.length).join(", ")}; bytes ${reports.map(({ scannedBytes }) => scannedBytes).join(", ")}; repeated ${server.queries.filter(({ isDone }) => !isDone).length}; requests ${server.requests.length}`);
    // Repeated under its name, a finished job starts nothing and is found done.
    const before = server.queries.length;
    await runStatements(athena, attributionJob({ ...job, runId: 3 }, { runId: 2, watermarkUs }), { runId: "attribution 3" });
    expect(server.queries.filter(({ isDone }, at) => at >= before && isDone)).toEqual([]);
    await lake.close();
  });

  test("edge: a job above its budget stops before the next statement, and shows nothing", async () => {
    const { athena, server } = await startAthena();
    const statements: readonly NamedStatement[] = [
      { name: "keep", sql: "CREATE TABLE lake.stage_9_numbers WITH (table_type = 'ICEBERG', is_external = false, format = 'PARQUET', location = 's3://bucket/lake/stage_9_numbers/') AS SELECT x FROM UNNEST(sequence(1, 5000)) AS n (x)" },
      { name: "sum", sql: "SELECT sum(x) AS s FROM lake.stage_9_numbers WHERE x > 7" },
      { name: "drop", sql: "DROP TABLE IF EXISTS `lake`.`stage_9_numbers`" },
    ];
    await trino.run('CREATE SCHEMA IF NOT EXISTS "lake"');
    const failure = await runStatements(athena, statements, { runId: "9", maxBytes: 100 }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AdapterError);
    expect(String(failure)).toContain('statement "drop": expected the job to scan at most 100 bytes, got');
    expect(server.queries).toHaveLength(2);
    await runStatements(athena, statements, { runId: "9" });
    expect(server.queries).toHaveLength(3);
  });
});
