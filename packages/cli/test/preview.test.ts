import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { verifyPreview } from "@liftproof/adapters/http";
import { loadKeyRing } from "@liftproof/click-token/node";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const run = (...argv: readonly string[]): Promise<CommandRun> => runCommand(argv, { cwd: folder.path });
const preview = (...more: readonly string[]): Promise<CommandRun> => run("preview", "cta", "--ring", "keys.json", "--experiments", ".", ...more);
const experiment = `exp_id: cta
surface: checkout
unit: identity
variants: [control, short_form]
weights: [50, 50]
targeting: { userId: { $inGroup: staff } }
primary_metric: order_rate
phase: 1
status: draft
`;

beforeAll(async () => {
  folder.write("cta.yaml", experiment);
  folder.write("metrics.yaml", "metrics:\n  - { name: order_rate, kind: rate, event: order.created, direction: up }\n");
  folder.write("groups.yaml", "groups:\n  - { name: staff, members: [u1, u2] }\n");
  expect((await run("token", "keygen", "--ring", "keys.json")).exitCode).toBe(0);
});

describe("preview", () => {
  test("example: a link that verifies under the ring, for the variant named", async () => {
    const { exitCode, stdout, stderr } = await preview("--variant", "short_form", "--url", "https://shop.example/checkout?a=1", "--lifetime", "2h");
    expect([exitCode, stderr]).toEqual([0, ""]);
    const url = new URL(stdout.trim());
    expect(url.searchParams.get("a")).toBe("1");
    const ring = loadKeyRing(readFileSync(join(folder.path, "keys.json"), "utf8"));
    const judged = (nowUs: number) => verifyPreview(url.searchParams.get("lp_preview") ?? "", { ring, nowUs });
    expect(await judged(1_790_000_000_000_000)).toEqual({ status: "verified", preview: { expId: "cta", variant: "short_form" } });
    expect((await judged(1_790_000_000_000_000 + 7_201_000_000)).status).toBe("expired");
  });

  test("edge: an unknown variant, a life that is too long and an unknown key are wrong usage", async () => {
    expect((await preview("--variant", "nope")).stderr).toContain('--variant: expected one of control, short_form, got "nope"');
    expect((await preview("--variant", "control", "--lifetime", "90d")).stderr).toContain("--lifetime, in seconds: expected a whole number from 1 to 2592000");
    expect((await preview("--variant", "control", "--key", "7")).stderr).toContain("--key: expected a key of the ring");
    expect((await run("preview", "other", "--variant", "control", "--ring", "keys.json", "--experiments", ".")).exitCode).toBe(2);
  });
});

describe("check", () => {
  test("example: groups stand beside the experiments; schemas are for editors", async () => {
    const checked = await run("check", ".", "--write-schemas", "schemas");
    expect([checked.exitCode, checked.stdout.includes("1 file: no fault")]).toEqual([0, true]);
    expect(readdirSync(join(folder.path, "schemas")).sort()).toEqual(["experiment.schema.json", "groups.schema.json", "metrics.schema.json", "surfaces.schema.json"]);
    folder.write("groups.yaml", "groups:\n  - { name: testers, members: [u1] }\n");
    expect((await run("check", ".")).stdout).toContain("staff");
  });
});
