import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
for (const name of ["shop", "up", "one"]) mkdirSync(join(folder.path, name, "experiments"), { recursive: true });
const text = `exp_id: checkout_cta
surface: checkout
variants: [control, short_form]
weights: [50, 50]
primary_metric: order_rate
sizing: { baseline: 0.041, mde: 0.2, daily_units: 6000 }
schedule: { max_days: 28 }
status: running
`;
const metrics = "metrics:\n  - { name: order_rate, kind: rate, event: order.created, direction: up }\n  - { name: view_rate, kind: rate, event: page.view, direction: up }\n";
const lock = join(folder.path, "shop/experiments/experiments.lock.json");
const check = (...argv: readonly string[]): Promise<CommandRun> => runCommand(["check", "shop/experiments", ...argv], { cwd: folder.path });
const inCi = (ci: string, ...argv: readonly string[]): Promise<CommandRun> => runCommand(["check", "shop/experiments", ...argv], { cwd: folder.path, env: { CI: ci } });

beforeEach(async () => {
  folder.write("shop/experiments/cta.yaml", text);
  folder.write("shop/metrics.yaml", metrics);
  folder.write("shop/experiments/experiments.lock.json", '{"version":1,"experiments":{}}');
  expect((await check("--write-lock")).exitCode).toBe(0);
});

describe("check and its lock", () => {
  test("law: in CI the lock is frozen, elsewhere what it lacks is told; --no-frozen-lock and --frozen-lock overrule", async () => {
    folder.write("shop/experiments/cta.yaml", text.replace("daily_units: 6000", "daily_units: 7000"));
    const told = /sizing\.daily_units: expected 6000 as locked, got 7000/u;
    for (const run of [check(), inCi("false"), inCi("0"), inCi(""), inCi("true", "--no-frozen-lock")]) {
      const { exitCode, stderr } = await run;
      expect([exitCode, stderr]).toEqual([0, expect.stringMatching(told)]);
      expect(stderr).toContain("liftproof check shop/experiments --write-lock and commit it");
    }
    for (const run of [inCi("true"), inCi("1"), inCi("TRUE"), check("--frozen-lock")]) {
      const { exitCode, stdout } = await run;
      expect([exitCode, stdout]).toEqual([1, expect.stringMatching(told)]);
    }
    expect(await inCi("true", "--write-lock")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("got CI in the environment") });
    expect((await check("--write-lock")).stderr).toBe(`wrote ${join("shop/experiments", "experiments.lock.json")}; commit it\n`);
    expect((await inCi("true")).exitCode).toBe(0);
  });

  test("example: another primary metric takes a reason, which stays in the lock", async () => {
    folder.write("shop/experiments/cta.yaml", text.replace("order_rate", "view_rate"));
    const refused = await check("--write-lock");
    expect(refused).toMatchObject({ exitCode: 1, stdout: expect.stringContaining("p-hacking") });
    expect(await check("--update-lock", "checkout_cta=short")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("at least 10 characters") });
    expect(await check("--update-lock", "chekout_cta=orders came in twice")).toMatchObject({ exitCode: 1 });
    expect((await check("--update-lock", "checkout_cta=orders came in twice")).exitCode).toBe(0);
    expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject({ experiments: { checkout_cta: { primary_metric: "view_rate", changes: [{ phase: 1, reason: "orders came in twice", before: { primary_metric: "order_rate" } }] } } });
    expect((await inCi("true")).exitCode).toBe(0);
    expect(await check("--update-lock", "checkout_cta=orders came in twice")).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("--update-lock: expected a change of what decides checkout_cta in its phase, got none") });
  });

  test("edge: the lock is written where it was found, one folder up too, and --lock may name a new one", async () => {
    folder.write("up/experiments/cta.yaml", text);
    folder.write("up/metrics.yaml", metrics);
    folder.write("up/experiments.lock.json", '{"version":1,"experiments":{}}');
    const up = (...argv: readonly string[]): Promise<CommandRun> => runCommand(["check", "up/experiments", ...argv], { cwd: folder.path });
    expect((await up("--write-lock")).exitCode).toBe(0);
    expect(existsSync(join(folder.path, "up/experiments/experiments.lock.json"))).toBe(false);
    expect(readFileSync(join(folder.path, "up/experiments.lock.json"), "utf8")).toContain("checkout_cta");
    expect(await up("--write-lock", "--lock", "up/new.json")).toMatchObject({ exitCode: 0, stderr: "wrote up/new.json; commit it\n" });
    expect((await up("--lock", "up/none.json")).exitCode).toBe(2);
  });

  test("edge: a folder without its running experiment is at fault, one file alone is not", async () => {
    folder.write("shop/experiments/other.yaml", text.replace("checkout_cta", "other"));
    expect((await runCommand(["check", "shop/experiments/other.yaml"], { cwd: folder.path })).exitCode).toBe(0);
    folder.write("shop/experiments/cta.yaml", text.replace("checkout_cta", "renamed"));
    folder.write("shop/experiments/other.yaml", text.replace("checkout_cta", "other"));
    expect(await check()).toMatchObject({ exitCode: 1, stdout: expect.stringMatching(/experiments\.lock\.json:\d+:\d+: experiments\.checkout_cta: expected a file with exp_id: checkout_cta.*stop it first/u) });
    rmSync(join(folder.path, "shop/experiments/other.yaml"));
  });
});

describe("faults of check that are told once, in words of the files", () => {
  const alone = async (files: Readonly<Record<string, string>>): Promise<string> => {
    for (const [path, content] of Object.entries({ "one/experiments/cta.yaml": text, "one/metrics.yaml": metrics, ...files })) folder.write(path, content);
    const { stdout } = await runCommand(["check", "one/experiments", "--json"], { cwd: folder.path });
    return (JSON.parse(stdout) as { faults: { message: string }[] }).faults.map(({ message }) => message).join("\n");
  };

  test("edge: one metric at fault is one fault, also where the file is no YAML", async () => {
    expect(await alone({ "one/metrics.yaml": metrics.replace("direction: up", "direction: left") })).toBe('one/metrics.yaml:2:59: metrics[0].direction: expected up or down, whichever is good, got "left"');
    expect(await alone({ "one/metrics.yaml": metrics.replace("kind: rate", "kind: mean, agg: any") })).toMatch(/^one\/metrics\.yaml:2:\d+: metrics\[0\]\.agg: [^\n]*$/u);
    expect(await alone({ "one/metrics.yaml": metrics.replace("up }", "up") })).toBe("one/metrics.yaml:3:3: expected a closing }, got none");
  });

  test("edge: an event nobody sends is a fault, with a guess, unless metrics.yaml names it", async () => {
    const joined = metrics.replace("order.created", "order.create");
    expect(await alone({ "one/metrics.yaml": joined })).toBe("one/metrics.yaml:2:37: metrics[0].event: expected an event of the catalogue, got unknown event order.create; did you mean order.created? Else name it under events in metrics.yaml if your services define it");
    expect(await alone({ "one/metrics.yaml": `${joined}events: [order.create]\n` })).toBe("");
    expect(await alone({ "one/metrics.yaml": `${metrics}  - { name: r, kind: ratio, event: page.view, denominator: { event: loyalty.joined }, direction: up }\n` })).toMatch(/^one\/metrics\.yaml:4:\d+: metrics\[2\]\.denominator\.event: .*unknown event loyalty\.joined; name it under events/u);
  });

  test("edge: an effect of ten times the baseline is percent; one of twice is asked about", async () => {
    expect(await alone({ "one/experiments/cta.yaml": text.replace("mde: 0.2", "mde: 10") })).toContain("sizing.mde: expected a share of the baseline above -1 and below 10, as in 0.1 for 10 %, got 10");
    folder.write("one/experiments/cta.yaml", text.replace("mde: 0.2", "mde: 2"));
    expect(await runCommand(["check", "one/experiments"], { cwd: folder.path })).toMatchObject({ exitCode: 0, stderr: expect.stringContaining("2 asks for 200 % more than the baseline; 2 percent of it is 0.02") });
  });

  test("edge: the hint for editors leads from an experiment to its schema", async () => {
    const said = await runCommand(["check", "one/experiments", "--write-schemas", "one/schemas"], { cwd: folder.path });
    expect(said.stderr).toContain("# yaml-language-server: $schema=../schemas/experiment.schema.json\n");
    expect((await runCommand(["check", "one/experiments", "--write-schemas", "one/experiments"], { cwd: folder.path })).stderr).toContain("$schema=./experiment.schema.json\n");
  });
});

test("law: every command that reads experiments takes the files they refer to from the same options", async () => {
  for (const command of [["check"], ["build"], ["guard"], ["preview"], ["types"], ["assign"], ["migrate", "growthbook"]]) {
    const { stdout } = await runCommand([...command, "--help"]);
    for (const option of ["--metrics <file>", "--surfaces <file>", "--groups <file>", "--lock <file>"]) expect(stdout, command.join(" ")).toContain(option);
  }
});
