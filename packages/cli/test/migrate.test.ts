import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
folder.write("metrics.yaml", "metrics:\n  - { name: order_rate, kind: rate, event: order.created, direction: up }\n");
const run = (...argv: readonly string[]): Promise<CommandRun> => runCommand(["migrate", "growthbook", ...argv], { cwd: folder.path });
const common = ["--surface", "shop", "--metric", "order_rate", "--metrics", "metrics.yaml"] as const;
const payload = (...rules: readonly unknown[]): string => JSON.stringify({ features: { button: { defaultValue: "old", rules } } });
const arms = { variations: ["old", "new"], weights: [0.5, 0.5] };

test("example: drafts that pass the check, and a line for every key", async () => {
  folder.write("good.json", payload({ key: "button-text", ...arms, condition: { country: "DE" }, hashVersion: 2 }));
  const { exitCode, stdout, stderr } = await run("good.json", "--out", "good/experiments", ...common);
  expect([exitCode, stderr]).toEqual([0, "1 draft in good/experiments; next: liftproof check good/experiments\n"]);
  for (const key of ["key", "variations", "weights", "condition", "hashVersion"]) expect(stdout).toContain(`good.json: features.button.rules[0].${key}: `);
  expect(readdirSync(join(folder.path, "good/experiments"))).toEqual(["button-text.yaml"]);
  const checked = await runCommand(["check", "good/experiments", "--metrics", "metrics.yaml"], { cwd: folder.path });
  expect(checked.stdout).toContain("1 file: no fault");
});

test("edge: a refused rule ends the pipeline, and a draft somebody worked on stays", async () => {
  folder.write("mixed.json", payload({ key: "one", ...arms, condition: { email: { $regex: "@shop" } } }));
  const refused = await run("mixed.json", "--out", "mixed", ...common, "--json");
  expect([refused.exitCode, refused.stderr]).toEqual([1, "0 drafts in mixed; there is nothing to check\n"]);
  expect(refused.stdout.trim().split("\n").map((line) => JSON.parse(line)).filter(({ fate }) => fate === "refused")).toMatchObject([{ file: "mixed.json", key: "features.button.rules[0].condition.email.$regex" }]);
  expect(readdirSync(join(folder.path, "mixed"))).toEqual([]);

  expect((await run("good.json", "--out", "good/experiments", ...common)).exitCode).toBe(0);
  folder.write("good/experiments/button-text.yaml", "worked on\n");
  const kept = await run("good.json", "--out", "good/experiments", ...common);
  expect([kept.exitCode, kept.stderr]).toEqual([2, "liftproof: --out: expected no other button-text.yaml in good/experiments, got one with another text; move it away or name another folder\n"]);
  expect(readFileSync(join(folder.path, "good/experiments/button-text.yaml"), "utf8")).toBe("worked on\n");
  expect((await run("good.json", "--out", "x", ...common, "--unit", "company")).stderr).toContain("--unit: expected ATTRIBUTE=UNIT");
});
