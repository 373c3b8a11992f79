import { join } from "node:path";
import { experimentInferenceTable, factExperimentResultTable, openLake } from "@liftproof/adapters/duckdb";
import { createTable, dialects, lakeTables, quoteIdentifier, resultsQuery } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { runCommand } from "../../packages/cli/test/run-command.ts";
import { copyTable, dropViews } from "../../packages/testkit/src/index.ts";
import { startAthena, trino } from "./start-athena.ts";

const read: ReadonlySet<string> = new Set(["int_experiment_units", "int_experiment_moments", "int_experiment_quantiles", "int_experiment_parity", "assignment_drift", "fact_experiments"]);
const columns = experimentInferenceTable.columns.filter(({ column }) => column !== "run_id").map(({ column }) => column);
const texts = columns.map((column) => `CAST(${quoteIdentifier(column)} AS VARCHAR) AS ${quoteIdentifier(column)}`).join(", ");
/** Doubles are written in other ways: 1.0E-5 and 1e-05 are one number. */
const shown = (rows: readonly Readonly<Record<string, unknown>>[]): readonly string[] =>
  rows.map((row) => JSON.stringify(columns.map((column) => (row[column] !== null && experimentInferenceTable.columns.find((each) => each.column === column)?.type === "real" ? Number(row[column]) : row[column])))).sort();

describe("liftproof infer on Athena", () => {
  test("law: the command gives the rows of the same counts in DuckDB, with faults on the way, and the results that readers join", async () => {
    const folder = temporaryFolder();
    const run = (...argv: readonly string[]): ReturnType<typeof runCommand> => runCommand(argv, { cwd: folder, env: { AWS_REGION: "eu-central-1" } });
    expect((await run("demo", "--users", "400", "--seed", "7", "--out", "demo")).exitCode).toBe(0);
    const experiments = ["--experiments", "demo/config/experiments", "--json"] as const;
    const inFile = await run("infer", "--lake", "demo/lake.duckdb", ...experiments);
    expect(inFile.exitCode).toBe(0);

    const lake = await openLake({ path: join(folder, "demo/lake.duckdb") });
    await trino.run('CREATE SCHEMA IF NOT EXISTS "lake"');
    await dropViews(trino, "lake");
    for (const table of lakeTables.filter(({ name }) => read.has(name))) await copyTable({ from: lake, to: trino, tables: process.env["TRINO_TABLES"] ?? "" }, table);
    await trino.run("DROP TABLE IF EXISTS lake.experiment_inference");
    let [requests, queries] = [0, 0];
    const { server, athena } = await startAthena({
      fateOfRequest: () => (++requests % 11 === 5 ? "lost" : undefined),
      fateOfQuery: () => (++queries % 6 === 4 ? "conflict" : undefined),
    });
    await athena.run(createTable(experimentInferenceTable, { engine: "athena", location: "s3://bucket/lake" }), { runId: "1" });
    [process.env["AWS_ACCESS_KEY_ID"], process.env["AWS_SECRET_ACCESS_KEY"]] = ["test", "test"];
    const onAthena = await run("infer", "--athena", "lake", "--endpoint", server.url, ...experiments);
    expect([onAthena.exitCode, onAthena.stderr]).toEqual([0, ""]);
    const [told, expected] = [onAthena, inFile].map(({ stdout }) => JSON.parse(stdout) as Readonly<Record<string, unknown>>);
    expect(told).toEqual({ ...expected, runId: 1 });

    const wanted = await lake.all(`SELECT ${texts} FROM lake.experiment_inference WHERE run_id = (SELECT MAX(run_id) FROM lake.experiment_inference)`);
    expect(wanted).toHaveLength(Number(expected?.["rows"]));
    expect(shown(await trino.run(`SELECT ${texts} FROM lake.experiment_inference WHERE run_id = 1`))).toEqual(shown(wanted));
    const results = await trino.run(`SELECT ${texts} FROM (${resultsQuery(dialects.athena, factExperimentResultTable)}) AS r`);
    expect(shown(results)).toEqual(shown(wanted));
    const people = await run("infer", "--athena", "lake", "--endpoint", server.url, "--experiments", "demo/config/experiments");
    expect(people.stdout).toMatch(/^run 2 of inference: [\d,]+ rows at [\d,]+ looks, in lake\.experiment_inference\n/u);
    expect(await trino.run("SELECT COUNT(*) AS n, COUNT(run_id) AS shown FROM lake.experiment_inference")).toEqual([{ n: 2 * wanted.length, shown: 2 * wanted.length }]);
    console.log(`${wanted.length} rows of inference by ${server.queries.length} queries, ${server.requests.length} requests`);
    await lake.close();
  });
});
