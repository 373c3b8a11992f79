import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { readKillList } from "@liftproof/experiments";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const run = (...argv: readonly string[]): Promise<CommandRun> => runCommand(argv, { cwd: folder.path });
const kills = (name: string) => {
  const read = readKillList({ path: name, text: readFileSync(join(folder.path, name), "utf8") });
  if (read.kind === "refused") throw new Error("expected a kill list");
  return read.kills;
};
const guardArgs = ["guard", "--lake", "demo/lake.duckdb", "--experiments", "demo/config/experiments"] as const;

beforeAll(async () => {
  expect((await run("demo", "--users", "200", "--seed", "7", "--out", "demo")).exitCode).toBe(0);
  await breakSplit();
});

/** Two hundred people are too few for any verdict, so one split is made what a lost exposure event would have made of it, until the next build. */
async function breakSplit(): Promise<void> {
  const lake = await openDuckDb({ path: join(folder.path, "demo/lake.duckdb") });
  await lake.run("UPDATE lake.int_experiment_units SET units = CASE variant WHEN 'control' THEN 900 ELSE 400 END WHERE exp_id = 'search_facets'");
  await lake.close();
}

describe("guard", () => {
  test("example: a broken split must end; --act ends it, once", async () => {
    const seen = await run(...guardArgs, "--json");
    expect(seen.exitCode).toBe(1);
    const decisions = seen.stdout.trim().split("\n").map((line) => JSON.parse(line));
    expect(decisions.filter(({ action }) => action === "kill")).toHaveLength(1);
    const [broken] = decisions.filter(({ action }) => action === "kill");
    expect(broken.evidence[0]).toMatchObject({ kind: "sample_ratio", action: "kill", verdict: "kill" });
    expect(existsSync(join(folder.path, "kills.json"))).toBe(false);

    const acted = await run(...guardArgs, "--act");
    expect([acted.exitCode, acted.stderr]).toEqual([1, `killed ${broken.expId}, phase ${broken.phase}\n`]);
    expect(kills("kills.json")).toEqual([{ expId: broken.expId, phase: broken.phase, reason: broken.reason, atUs: broken.atUs }]);
    const [line = "", ...rest] = readFileSync(join(folder.path, "kills.decisions.jsonl"), "utf8").trim().split("\n");
    expect(JSON.parse(line)).toEqual({ by: "guard", ...broken });
    expect(rest.map((text) => JSON.parse(text)).every(({ action }) => action === "alert")).toBe(true);
    const again = await run(...guardArgs, "--act");
    expect([again.exitCode, again.stderr]).toEqual([0, ""]);
    expect(again.stdout).toMatch(new RegExp(`${broken.expId} +${broken.phase}  killed`, "u"));
    expect(kills("kills.json")).toHaveLength(1);
  });

  test("edge: a list that cannot be read is never overwritten", async () => {
    folder.write("torn.json", '{"version":1,"kills":[');
    const { exitCode, stderr } = await run(...guardArgs, "--act", "--kill-list", "torn.json");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("torn.json");
    expect(stderr).toContain("mend the kill list by hand");
    expect(readFileSync(join(folder.path, "torn.json"), "utf8")).toBe('{"version":1,"kills":[');
  });
});

describe("kill", () => {
  const files = "demo/config/experiments";
  test("example: by a person, with the phase of the file, and the first reason stays", async () => {
    const [file = ""] = readdirSync(join(folder.path, files));
    const [name = ""] = /(?<=exp_id: )\S+/u.exec(readFileSync(join(folder.path, files, file), "utf8")) ?? [];
    const killed = await run("kill", name, "--reason", "payment page down", "--experiments", files, "--kill-list", "own.json");
    expect([killed.exitCode, killed.stdout]).toEqual([0, `killed ${name}, phase 1; it stays killed until its file enters phase 2\n`]);
    const again = await run("kill", name, "--reason", "another", "--phase", "1", "--kill-list", "own.json");
    expect(again.stdout).toBe(`${name}, phase 1 was killed before: payment page down\n`);
    expect(readFileSync(join(folder.path, "own.decisions.jsonl"), "utf8")).toBe(`{"by":"person","expId":"${name}","phase":1,"atUs":1790000000000000,"action":"kill","evidence":[],"reason":"payment page down"}\n`);
    expect(kills("own.json")).toEqual([{ expId: name, phase: 1, reason: "payment page down", atUs: 1_790_000_000_000_000 }]);
  });

  test("example: a build that reads the kill list writes the kill into the results", async () => {
    const [{ expId, phase, atUs } = { expId: "", phase: 0, atUs: 0 }] = kills("own.json");
    const at = 1_000_000 * Math.floor(Date.UTC(2020, 0, 1) / 1000);
    folder.write("early.json", JSON.stringify({ version: 1, kills: [{ expId, phase, reason: "payment page down", atUs: at }] }));
    const build = (list: string) => run("build", "--lake", "demo/lake.duckdb", "--experiments", files, "--kill-list", list, "--json");
    const phasesOf = ({ stdout }: CommandRun): readonly string[] => JSON.parse(stdout).phases.map((one: { readonly expId: string }) => one.expId);
    // Killed before anybody came, or after everybody had.
    expect(phasesOf(await build("early.json"))).not.toContain(expId);
    expect(atUs).toBeGreaterThan(at);
    expect(phasesOf(await build("own.json"))).toContain(expId);
    const missing = await build("nowhere.json");
    expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining('--kill-list: expected the file that guard or kill wrote, got "nowhere.json", which does not exist')]);
  });

  test("edge: what is missing or misspelled is said", async () => {
    const said = async (...argv: readonly string[]) => (await run("kill", ...argv)).stderr;
    expect(await said("nope", "--reason", "x", "--experiments", files)).toContain("nope: expected an experiment of demo/config/experiments, got none of that id among");
    expect(await said("search_facet", "--reason", "x", "--phase", "1", "--experiments", files)).toMatch(/did you mean search_facets\?; give its right id, or kill it all the same with --phase N --force\n$/u);
    expect(await said("a b", "--reason", "x", "--phase", "1")).toContain("exp_id: expected letters, digits and _ . -");
    expect(await said("nope", "--reason", "x")).toContain("--experiments: expected the folder of experiments to read the phase from, or --phase N, got neither");
    expect(await said("nope", "--reason", " ", "--phase", "1")).toContain("--reason: expected a few words");
    expect(await said("nope", "--reason", "x", "--phase", "0")).toContain('--phase: expected a whole number from 1 on, got "0"');
  });

  test("law: a kill is never held up: not by faults, nor by files that are not at hand, and what is unknown is said", async () => {
    folder.write("faulty.yaml", "exp_id: torn_form\nphase: 2\nsurface: x\nvariants: [a\nweights: [1, 1]\nstatus: running\n");
    const kill = async (...argv: readonly string[]) => run("kill", ...argv, "--reason", "payment page down", "--kill-list", "urgent.json");
    expect(await kill("torn_form", "--experiments", "faulty.yaml")).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("killed torn_form, phase 2"), stderr: "" });
    expect(await kill("torn_form", "--experiments", "faulty.yaml", "--phase", "1")).toMatchObject({ exitCode: 0, stderr: "warning: faulty.yaml is in phase 2, which goes on; kill it with --phase 2\n" });
    expect(await kill("elsewhere", "--phase", "3")).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("warning: nothing was read that says whether there is an experiment elsewhere") });
    expect(await kill("other", "--phase", "3", "--experiments", "faulty.yaml")).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await kill("other", "--phase", "3", "--experiments", "faulty.yaml", "--force")).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("among torn_form") });
    expect(await kill("another", "--phase", "1", "--experiments", "nowhere")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--phase N --force") });
    expect((await kill("another", "--phase", "1", "--experiments", "nowhere", "--force")).exitCode).toBe(0);
    expect(kills("urgent.json").map(({ expId, phase }) => `${expId} ${phase}`)).toEqual(["torn_form 2", "torn_form 1", "elsewhere 3", "other 3", "another 1"]);
  });

  test("edge: where the log cannot be written the experiment ends all the same, and the fault is told", async () => {
    folder.write("blocked", "");
    const { exitCode, stderr } = await run("kill", "x", "--reason", "y", "--phase", "1", "--kill-list", "ended.json", "--log", "blocked/log.jsonl");
    expect([exitCode, stderr.includes("blocked")]).toEqual([2, true]);
    expect(kills("ended.json")).toHaveLength(1);
  });

  test("edge: another process at work is waited for by the person, not overwritten", async () => {
    writeFileSync(join(folder.path, "busy.json.lock"), "");
    const { exitCode, stderr } = await run("kill", "x", "--reason", "y", "--phase", "1", "--kill-list", "busy.json");
    expect(exitCode).toBe(2);
    expect(stderr).toContain("expected nobody else to be adding a kill");
  });
});

test("example: types of variants, for a compiler to check", async () => {
  const { exitCode, stdout } = await run("types", "demo/config/experiments");
  expect(exitCode).toBe(0);
  expect(stdout).toContain("export interface Variants {");
  expect(stdout).toMatch(/readonly "\w+": "control" \| /u);
});

describe("infer", () => {
  test("example: the estimators read the counts as they stand, and a run is added", async () => {
    const split = (): Promise<unknown> => withLake("SELECT verdict FROM lake.int_experiment_split WHERE exp_id = 'search_facets' ORDER BY as_of_us DESC LIMIT 1");
    await breakSplit();
    const args = ["infer", "--lake", "demo/lake.duckdb", "--experiments", "demo/config/experiments"] as const;
    const [{ last }] = (await withLake("SELECT MAX(run_id)::INTEGER AS last FROM lake.experiment_inference")) as readonly [{ readonly last: number }];
    const told = await run(...args, "--json");
    expect(told.exitCode).toBe(0);
    const report = JSON.parse(told.stdout) as { readonly runId: number; readonly rows: number; readonly uncounted: readonly string[] };
    expect(report).toMatchObject({ runId: last + 1, uncounted: [] });
    expect(await split()).toEqual([{ verdict: "kill" }]);
    expect(await withLake("SELECT count(*) AS rows FROM lake.fact_experiment_result")).toEqual([{ rows: BigInt(report.rows) }]);
    expect((await run(...args)).stdout).toMatch(new RegExp(`^run ${last + 2} of inference: [\\d,]+ rows at [\\d,]+ looks, in lake\\.experiment_inference`, "u"));
    expect((await run(...args, "--kill-list", "none.json")).stderr).toContain("--kill-list: expected the file");
  });

  test("edge: either a file or a database on Athena, and where it is", async () => {
    const infer = async (...rest: readonly string[]): Promise<string> => (await run("infer", "--experiments", "demo/config/experiments", ...rest)).stderr;
    expect(await infer()).toBe("liftproof: --lake: expected either --lake or --athena, got neither\n");
    expect(await infer("--lake", "demo/lake.duckdb", "--athena", "lake")).toBe("liftproof: --lake: expected either --lake or --athena, got both\n");
    expect(await infer("--athena", "lake")).toBe("liftproof: --region: expected the region of the database, got none; name it or set AWS_REGION\n");
    expect(await infer("--athena", "lake; DROP", "--region", "eu-central-1")).toBe('liftproof: --athena: expected a database (small letters, digits and _), got "lake; DROP"\n');
  });
});

async function withLake(sql: string): Promise<unknown> {
  const lake = await openDuckDb({ path: join(folder.path, "demo/lake.duckdb") });
  const rows = await lake.all(sql);
  await lake.close();
  return rows;
}
