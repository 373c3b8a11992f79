import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { assign } from "@liftproof/assignment";
import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
mkdirSync(join(folder.path, "config/experiments"), { recursive: true });
mkdirSync(join(folder.path, "empty"));

const experiment = `exp_id: checkout_cta
surface: checkout
unit: identity
variants: [control, short_form]
weights: [50, 50]
primary_metric: order_rate
sizing: { baseline: 0.041, mde: 0.2, power: 0.8, alpha: 0.05, daily_units: 6000 }
schedule: { start: 2026-12-01, max_days: 28 }
status: running
`;
folder.write("config/experiments/cta.yaml", experiment);
folder.write("config/metrics.yaml", "metrics:\n  - { name: order_rate, kind: rate, event: order.created, agg: any, window: 7d, direction: up }\n");
folder.write("config/broken.yaml", experiment.replace("surface:", "surfce:"));

const run = (argv: readonly string[], stdin = ""): ReturnType<typeof runCommand> => runCommand(argv, { cwd: folder.path, stdin });

describe("check", () => {
  test("example: a folder without a fault", async () => {
    const { exitCode, stdout } = await run(["check", "config/experiments"]);
    expect(exitCode).toBe(0);
    expect(stdout).toBe("experiment    status   phase  gate   units  days\ncheckout_cta  running      1  pass  20,106     4\n\n1 file: no fault\n");
  });

  test("edge: what is hidden or installed is not read, what is linked is, and a link in a circle ends", async () => {
    mkdirSync(join(folder.path, "project/experiments/.github"), { recursive: true });
    mkdirSync(join(folder.path, "project/experiments/node_modules/other"), { recursive: true });
    for (const path of [".github/ci.yml", ".hidden.yaml", "node_modules/other/lock.yaml"]) folder.write(`project/experiments/${path}`, "on: [push]\n");
    folder.write("project/experiments/metrics.yaml", "metrics:\n  - { name: order_rate, kind: rate, direction: up }\n");
    symlinkSync(join(folder.path, "config/experiments"), join(folder.path, "project/experiments/shared"));
    symlinkSync("..", join(folder.path, "project/experiments/again"));
    expect((await run(["check", "project/experiments"])).stdout).toContain("\n\n1 file: no fault\n");
  });

  test("example: a fault names file, line and key, and stops a pipeline", async () => {
    const { exitCode, stdout } = await run(["check", "config/broken.yaml", "--json"]);
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ experiments: [], faults: [{ key: "surface" }, { file: "config/broken.yaml", line: 2, key: "surfce" }] });
  });

  test("example: with --frozen-lock an experiment started without its lock is a fault", async () => {
    const { exitCode, stdout } = await run(["check", "config/experiments", "--frozen-lock"]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/cta\.yaml:9:\d+: status: .*--write-lock where you work, and commit it/u);
  });

  test("example: a written lock makes a changed running experiment a fault", async () => {
    expect((await run(["check", "config/experiments", "--write-lock"])).exitCode).toBe(0);
    folder.write("config/experiments/cta.yaml", experiment.replace("[50, 50]", "[90, 10]"));
    const { exitCode, stdout } = await run(["check", "config/experiments"]);
    folder.write("config/experiments/cta.yaml", experiment);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/cta\.yaml:\d+:\d+: .*phase/u);
  });

  test("edge: without metrics.yaml there is one fault that says where it was looked for", async () => {
    mkdirSync(join(folder.path, "deep/alone"), { recursive: true });
    folder.write("deep/alone/cta.yaml", experiment.replace("primary_metric: order_rate", "primary_metric: order_rate\nguardrails: [latency, refunds]"));
    const { exitCode, stdout } = await run(["check", "deep/alone"]);
    expect(exitCode).toBe(1);
    expect(stdout).toBe("expected a metrics.yaml that lists the metrics of the experiments, found none at deep/alone/metrics.yaml or deep/metrics.yaml; write it, or say where it is with --metrics FILE\n\n1 file: 1 fault\n");
    const assigned = await run(["assign", "--experiment", "deep/alone/cta.yaml", "--ids", "-"], "u1\n");
    expect([assigned.exitCode, assigned.stderr]).toEqual([0, ""]);
  });

  test("edge: a file of another kind is said once", async () => {
    const { exitCode, stderr } = await run(["check", "config/metrics.yaml"]);
    expect([exitCode, stderr]).toEqual([2, "liftproof: config/metrics.yaml: expected an experiment, a YAML file with exp_id, variants and primary_metric, got another kind of file; name the experiment or its folder\n"]);
  });

  test("example: a YAML file that is no experiment is one fault, and the experiments beside it are read", async () => {
    mkdirSync(join(folder.path, "mixed/deep"), { recursive: true });
    folder.write("mixed/cta.yaml", experiment);
    folder.write("mixed/metrics.yaml", "metrics:\n  - { name: order_rate, kind: rate, event: order.created, agg: any, window: 7d, direction: up }\n");
    const strays = { "mixed/compose.yaml": "services:\n  web: { image: nginx }\nvolumes: {}\n", "mixed/deep/empty.yml": "", "mixed/deep/list.yml": "- a\n- b\n" };
    for (const [path, text] of Object.entries(strays)) folder.write(path, text);
    const expected = Object.keys(strays).map((path) => `${path}:1:1: expected an experiment, a YAML file with exp_id, variants and primary_metric, got another kind of file; move it out of the folder of experiments, or complete it`);
    const { exitCode, stdout, stderr } = await run(["check", "mixed"]);
    expect([exitCode, stdout.split("\n\n")[0]]).toEqual([1, expected.join("\n")]);
    expect(stderr).toBe("lock: there is no lock file yet, so that no change of a running experiment can be seen; write it with liftproof check mixed --write-lock and commit it\n");
    expect(stdout).toMatch(/\ncheckout_cta +running .*\n\n4 files: 3 faults\n$/u);
    expect(JSON.parse((await run(["check", "mixed", "--json"])).stdout)).toMatchObject({ experiments: [{ expId: "checkout_cta" }], faults: Object.keys(strays).map((file) => ({ file, line: 1 })) });
    expect(await run(["assign", "--experiment", "mixed", "--ids", "-"], "u1\n")).toMatchObject({ exitCode: 1, stdout: "" });
  });

  test.each([
    ["nowhere", /nowhere: expected a folder of experiments or one \.yaml file, found nothing there/u],
    ["empty", /empty: expected at least one experiment in a \.yaml file, found none/u],
  ])("edge: %s cannot be read: exit 2", async (path, message) => {
    const { exitCode, stderr } = await run(["check", path]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(message);
  });
});

describe("assign", () => {
  test("law: one line per id that is not blank, the same decision as the package gives", async () => {
    const ids = ["u1", "u2", "ünï", "", "x".repeat(600), "undefined"];
    const { exitCode, stdout } = await run(["assign", "--experiment", "config/experiments/cta.yaml", "--ids", "-", "--json"], `${ids.join("\r\n")}\r\n`);
    expect(exitCode).toBe(0);
    const lines = stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    const plain = { expId: "checkout_cta", status: "running", variants: ["control", "short_form"], weights: [50, 50] } as const;
    expect(lines).toEqual(
      ids.filter((id) => id !== "").map((id) => {
        const { variant, inExperiment, reason, bucket } = assign(plain, id);
        return { id, variant, inExperiment, reason, bucket };
      }),
    );
  });

  test("example: ids that a spreadsheet ruined are counted on stderr", async () => {
    const { exitCode, stdout, stderr } = await run(["assign", "--experiment", "config/experiments/cta.yaml", "--ids", "-", "--json"], "3,69673E+15\nu1\n \n3.7E+15\n");
    expect([exitCode, stdout.trimEnd().split("\n").length]).toEqual([0, 3]);
    expect(stderr).toBe("warning: 2 of 3 ids: damaged_id: ids like 3,69673E+15 were ruined by a spreadsheet; export them as text\n");
  });

  test("example: a faulty file assigns nobody: exit 1, the fault on stderr", async () => {
    const { exitCode, stdout, stderr } = await run(["assign", "--experiment", "config/broken.yaml", "--ids", "-"], "u1\n");
    expect([exitCode, stdout]).toEqual([1, ""]);
    expect(stderr).toMatch(/config\/broken\.yaml:2:1: surfce: expected a known key/u);
  });

  test("example: groups, patterns and prerequisites are decided as a service decides them", async () => {
    mkdirSync(join(folder.path, "served/experiments"), { recursive: true });
    folder.write("served/experiments/beta.yaml", `${experiment}targeting: { user: { $inGroup: staff }, mail: { $regex: "@shop\\\\.example$" } }\n`);
    folder.write("served/experiments/after.yaml", `${experiment.replace("checkout_cta", "after")}prerequisites: [{ exp_id: between, variants: [short_form] }]\n`);
    folder.write("served/experiments/between.yaml", `${experiment.replace("checkout_cta", "between")}prerequisites: [{ exp_id: first, variants: [control, short_form] }]\n`);
    folder.write("served/experiments/first.yaml", experiment.replace("checkout_cta", "first"));
    folder.write("served/experiments/other.yaml", experiment.replace("surface:", "surfce:"));
    const reasons = async (file: string, ...more: string[]): Promise<unknown> => {
      const { exitCode, stdout, stderr } = await run(["assign", "--experiment", `served/experiments/${file}.yaml`, "--ids", "-", "--json", ...more], "u1\nu2\nu3\nu4\n");
      return exitCode === 0 ? stdout.trimEnd().split("\n").map((line) => (JSON.parse(line) as { reason: string }).reason) : [exitCode, stderr];
    };
    const ann = ["--attributes", '{"user":"ann","mail":"ann@shop.example"}'];
    expect(await reasons("beta", ...ann)).toEqual([1, "liftproof: served/experiments/beta.yaml:10:22: targeting.user.$inGroup: expected a saved group, got unknown group staff; there is no group at all: list it with its members in groups.yaml, beside the experiments or one folder up, or in the file of --groups\n"]);
    folder.write("served/groups.yaml", "groups: [{ name: staff, members: [ann] }]\n");
    folder.write("elsewhere.yaml", "groups: [{ name: staff, members: [eve] }]\n");
    expect(await reasons("beta", ...ann)).toEqual(Array(4).fill("assigned"));
    expect(await reasons("beta", "--attributes", '{"user":"eve","mail":"eve@shop.example"}')).toEqual(Array(4).fill("not_targeted"));
    expect(await reasons("beta", ...ann, "--groups", "elsewhere.yaml")).toEqual(Array(4).fill("not_targeted"));
    const between = { expId: "between", status: "running", variants: ["control", "short_form"], weights: [50, 50] } as const;
    const expected = ["u1", "u2", "u3", "u4"].map((id) => (assign(between, id).variant === "short_form" ? "assigned" : "prerequisite"));
    expect(new Set(expected).size).toBe(2);
    expect(await reasons("after")).toEqual(expected);
  });

  test.each(["{country", "5", "null", "[]", '"DE"'])("edge: --attributes %s is no JSON object: wrong usage", async (attributes) => {
    const { exitCode, stdout, stderr } = await run(["assign", "--experiment", "config/experiments/cta.yaml", "--ids", "-", "--attributes", attributes], "u1\n");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(`liftproof: --attributes: expected a JSON object, as in '{"country":"DE"}', got ${JSON.stringify(attributes)}; put the attributes in braces\n`);
  });
});
