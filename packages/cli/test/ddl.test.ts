import { splitStatements, lintAthena } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

describe("ddl", () => {
  test("example: Athena's statements stand in the bucket and database that were named, and pass the linter", async () => {
    const { stdout, exitCode } = await runCommand(["ddl", "--engine", "athena", "--bucket", "shop-analytics", "--database", "shop_lake"]);
    const statements = splitStatements(stdout).map(({ sql }) => sql);
    expect(exitCode).toBe(0);
    expect(statements[0]).toBe("CREATE DATABASE IF NOT EXISTS `shop_lake`");
    expect(statements[1]).toMatch(/PARTITIONED BY \(day\(`event_ts`\)\)\nLOCATION 's3:\/\/shop-analytics\/lake\/events\/'\nTBLPROPERTIES/);
    expect(statements.filter((sql) => sql.includes("`fact_experiment_result`"))).toHaveLength(1);
    const published = splitStatements((await runCommand(["ddl", "--engine", "athena", "--bucket", "shop-analytics", "--published"])).stdout).map(({ sql }) => sql);
    expect(published.filter((sql) => /^CREATE (TABLE IF NOT EXISTS|OR REPLACE VIEW) \S+\.["`]fact_orders["`]/.test(sql)).map((sql) => sql.slice(0, 22))).toEqual(["CREATE OR REPLACE VIEW"]);
    expect([...statements, ...published].flatMap((sql) => lintAthena(sql))).toEqual([]);
  });

  test("example: DuckDB needs no place, and --json gives the same statements", async () => {
    const { stdout } = await runCommand(["ddl", "--engine", "duckdb"]);
    const { statements } = JSON.parse((await runCommand(["ddl", "--engine", "duckdb", "--json"])).stdout) as { readonly statements: readonly string[] };
    expect(splitStatements(stdout).map(({ sql }) => sql)).toEqual(statements);
  });

  test("edge: what would be guessed is asked for", async () => {
    const said = async (...words: readonly string[]): Promise<string> => {
      const { exitCode, stderr } = await runCommand(["ddl", ...words]);
      expect(exitCode).toBe(2);
      return stderr;
    };
    expect(await said("--engine", "athena")).toContain("--bucket: expected the bucket");
    expect(await said("--engine", "athena", "--bucket", "Not A Bucket")).toContain("3 to 63 small letters");
    expect(await said("--engine", "trino", "--bucket", "abc", "--location", "s3://abc/x")).toContain("either --bucket or --location");
    expect(await said("--engine", "duckdb", "--bucket", "abc")).toContain("expected none");
    expect(await said("--engine", "spark")).toContain('"athena", "trino" or "duckdb"');
    expect(await said()).toContain("--engine: expected");
    expect(await said("--lint", "nowhere.sql")).toContain("found nothing there");
  });

  test("example: a file is judged statement by statement, each finding at its line", async () => {
    const { path: cwd, write } = temporaryFolder();
    write("own.sql", "-- nightly; bounded\nSELECT event_id\nFROM lake.events;\n\nCREATE TABLE lake.t (\n  _raw string\n) TABLE_FORMAT='ICEBERG';\nVACUUM lake.events;\n");
    const { stdout, exitCode } = await runCommand(["ddl", "--lint", "own.sql"], { cwd });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("own.sql:3:6: missing_predicate: events: expected");
    expect(stdout).toContain("own.sql:6:3: unquoted_underscore: _raw: expected backticks");
    expect(stdout).toContain("own.sql:7:3: bad_clause: TABLE_FORMAT: expected");
    expect(stdout.endsWith("3 statements, 5 findings\n")).toBe(true);
    write("fine.sql", "VACUUM lake.events");
    expect(await runCommand(["ddl", "--lint", "fine.sql", "--json"], { cwd })).toMatchObject({ exitCode: 0, stdout: '{"statements":1,"findings":[]}\n' });
  });
});
