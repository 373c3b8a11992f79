import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { tokenStatuses } from "@liftproof/click-token";
import { describe, expect, test } from "vitest";
import { reasonMeaning } from "../src/output/reason-meaning.ts";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
mkdirSync(join(folder.path, "folder"));
folder.write("file", "");
folder.write("units.csv", `arm,x\n${"a,1\nb,0\n".repeat(20)}`);
folder.write("touches.csv", "who,at,channel,conversion\nu1,2026-01-01,Email,1\n");

const run = (...argv: string[]): Promise<CommandRun> => runCommand(argv, { cwd: folder.path });
const analyze = ["analyze", "units.csv", "--arm", "arm", "--control", "a", "--metric", "m=rate(x)"];
const attribute = ["attribute", "touches.csv", "--identity", "who", "--time", "at", "--channel", "channel", "--conversion", "conversion"];

describe("reasons", () => {
  test("law: every status a token can fail with has a plain sentence", () => {
    for (const status of tokenStatuses) expect([status, reasonMeaning(status) === undefined]).toEqual([status, status === "missing" || status === "verified"]);
  });
});

describe("lakes", () => {
  test.each(["report", "build"])("edge: %s leaves a DuckDB file that is no lake as it is", async (command) => {
    const path = join(folder.path, "other.duckdb");
    const other = await openDuckDb({ path });
    await other.run("CREATE TABLE IF NOT EXISTS mine AS SELECT 1 AS a");
    await other.close();
    const before = readFileSync(path);
    expect(await run(command, "--lake", "other.duckdb")).toEqual({ exitCode: 2, stdout: "", stderr: "liftproof: other.duckdb: expected a lake, got a DuckDB file without the tables of one; name the file that liftproof ingest --lake made\n" });
    expect(readFileSync(path).equals(before)).toBe(true);
    folder.write("cut.duckdb", before.subarray(0, 9000));
    expect((await run(command, "--lake", "cut.duckdb")).stderr).toMatch(/; the database file is damaged; keep it, choose a new path for the lake and ingest bronze again\n$/u);
  });

  test.each([["report", "units.csv"], ["build", "units.csv"], ["report", "file"], ["report", "folder"], ["ingest", "units.csv"]])("edge: %s --lake %s names what is expected", async (command, path) => {
    const { exitCode, stderr } = await run(command, "--lake", path, ...(command === "ingest" ? ["--from", "."] : []));
    expect([exitCode, stderr]).toEqual([2, `liftproof: ${path}: expected a lake (DuckDB file), got something else; name the file that liftproof ingest --lake made\n`]);
  });
});

describe("money", () => {
  test.each([["EUR", "1,234.50", "2.00"], ["JPY", "1,235", "2"], ["KWD", "1,234.500", "2.000"]])("example: amounts of %s are aligned in its decimals", async (currency, large, small) => {
    folder.write("money.csv", "who,at,channel,conversion,value\nu1,2026-01-01,Email,0,\nu1,2026-01-02,,1,1234.5\nu2,2026-01-01,Ads,0,\nu2,2026-01-02,,1,2\n");
    const { stdout } = await run("attribute", "money.csv", ...attribute.slice(2), "--value", "value", "--currency", currency);
    expect(stdout).toContain(`channel  orders  ${"value".padStart(Math.max(5, large.length))}\nAds           1  ${small.padStart(Math.max(5, large.length))}\nEmail         1  ${large.padStart(5)}\n`);
  });
});

describe("files that commands write", () => {
  const outputs = [
    ["--html", [...analyze, "--html"]],
    ["--facts", [...attribute, "--facts"]],
  ] as const;
  const refusals = outputs.flatMap(([option, argv]) =>
    ([
      ["folder", /expected a file to write, got the folder folder; name a file in it\n$/u],
      ["file/page", /expected a path that can be written, got file\/page: a file where a folder is needed/u],
      ["/proc/nowhere/page", /expected a path that can be written, got \/proc\/nowhere\/page: /u],
    ] as const).map(([path, message]) => [option, path, argv, message] as const),
  );

  test.each(refusals)("edge: %s %s is one line and exit 2", async (option, path, argv, message) => {
    const { exitCode, stderr } = await run(...argv, path);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).toMatch(new RegExp(`^liftproof: ${option}: [^\n]*\n$`, "u"));
  });

  test.each(["file", "/proc/nowhere", "/proc"])("edge: demo --out %s is one line and exit 2", async (path) => {
    const { exitCode, stdout, stderr } = await run("demo", "--users", "100", "--out", path);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^liftproof: [^\n]*expected [^\n]*\n$/u);
  });

  test("example: analyze says what it wrote, beside JSON on stderr", async () => {
    expect((await run(...analyze, "--html", "new/deep/page.html")).stdout).toMatch(/\nwrote new\/deep\/page\.html\n$/u);
    expect(readFileSync(join(folder.path, "new/deep/page.html"), "utf8")).toContain("<html");
    const { stdout, stderr } = await run(...analyze, "--html", "page.html", "--json");
    expect(stderr).toBe("wrote page.html\n");
    expect(JSON.parse(stdout)).toMatchObject({ units: 40 });
  });

  test("example: help of analyze says what each reason means", async () => {
    expect((await run("analyze", "--help")).stdout).toContain("damaged_id: ids like 3,69673E+15 were ruined by a spreadsheet; export them as text");
  });
});
