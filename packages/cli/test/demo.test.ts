import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { demoContent } from "./demo-content.ts";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const demo = (out: string): Promise<CommandRun> => runCommand(["demo", "--users", "200", "--seed", "7", "--out", out], { cwd: folder.path });
const inFolder = (...parts: readonly string[]): string => join(folder.path, ...parts);
let first: CommandRun;

beforeAll(async () => {
  first = await demo("one");
});

/** Pairs of the last table: as made, as found. */
function wireCounts(stdout: string): (readonly [string, string, string])[] {
  const table = stdout.slice(stdout.indexOf("What went wrong on the wire")).split("\n").slice(2);
  return table.slice(0, table.indexOf("")).map((line) => {
    const [what = "", made = "", found = ""] = line.split(/ {2,}/u);
    return [what, made, found];
  });
}

describe("demo", () => {
  test("example: what was made on the wire is what was found", () => {
    expect([first.exitCode, first.stderr]).toEqual([0, "simulate ... 0 s\ningest ... 0 s\nbuild ... 0 s\n"]);
    const counts = wireCounts(first.stdout);
    expect(counts.map(([what]) => what)).toEqual(["events", "lines refused", "duplicate deliveries", "bot events with a label", "forged tokens", "expired tokens", "orders"]);
    for (const [what, made, found] of counts) expect([what, found]).toEqual([what, made]);
  });

  test("law: other rules share out the same orders, and proof required leaves a partner no claim", () => {
    const [head = "", ...lines] = first.stdout.slice(first.stdout.indexOf("Orders by channel")).split("\n").slice(1);
    expect(head).toMatch(/found share +without checkout guard +proof required of dealfinder$/u);
    const rows = lines.slice(0, lines.findIndex((line) => line.startsWith("proof won"))).map((line) => line.split(/ {2,}/u));
    const sum = (column: number): number => rows.reduce((total, row) => total + Number(row[column]?.replaceAll(",", "")), 0);
    expect([sum(2), sum(5), sum(6)]).toEqual([sum(1), sum(1), sum(1)]);
    const [, , found = "", , , unguarded = "", proven = ""] = rows.find(([channel]) => channel === "Affiliates") ?? [];
    expect(Number(unguarded)).toBeGreaterThanOrEqual(Number(found));
    expect(Number(proven)).toBeLessThan(Number(found));
  });

  test("example: an experiment has one decision, and a guardrail its own verdict", () => {
    const table = first.stdout.slice(first.stdout.indexOf("Experiments:"), first.stdout.indexOf("Split of each")).trim().split("\n").slice(2);
    const decided = table.filter((line) => /(?:ship|stop|continue|invalid)$/u.test(line)).map((line) => line.split(" ", 1)[0]);
    expect(decided).toEqual([...new Set(decided)]);
    for (const line of table) expect(line).toMatch(/(?:ship|stop|continue|invalid|-|guardrail(?:: [a-z-]+(?:, margin 0\.8 pp)?)?)$/u);
    expect(table.some((line) => line.includes("  guardrail"))).toBe(true);
    for (const line of table) expect(line).toMatch(/  2026-\d\d-\d\d, (?:raw|after CUPED|at any look)  /u);
  });

  test("law: the same seed prints and writes the same bytes, and the same rows in every table, over an earlier demo as well", async () => {
    const before = await demoContent(inFolder("one"));
    const again = await demo("one");
    const after = await demoContent(inFolder("one"));
    expect(again).toEqual(first);
    expect(after.files).toEqual(before.files);
    expect(Object.keys(before.files)).toEqual(expect.arrayContaining(["keys.json", "report.html", "data/units.csv", "config/metrics.yaml"]));
    expect(Object.keys(before.files).filter((name) => name.startsWith("bronze/raw/")).length).toBeGreaterThan(100);
    for (const [table, rows] of Object.entries(before.tables)) expect([table, after.tables[table]]).toEqual([table, rows]);
    expect(Object.keys(after.tables)).toEqual(Object.keys(before.tables));
    for (const table of ["events", "duplicates", "rejected", "int_touches", "fact_attribution_checkout", "fact_attribution_credit", "fact_experiments", "fact_experiment_result"]) expect([table, (before.tables[table] ?? []).length > 10]).toEqual([table, true]);
  });

  test("example: the other commands work on what the demo left", async () => {
    const run = (...argv: string[]): Promise<CommandRun> => runCommand(argv, { cwd: inFolder("one") });
    expect((await run("check", "config/experiments")).exitCode).toBe(0);
    const ingested = await run("ingest", "--from", "bronze", "--lake", "fresh.duckdb", "--json");
    const again = await run("ingest", "--from", "bronze", "--lake", "fresh.duckdb", "--json");
    expect(JSON.parse(again.stdout)).toMatchObject({ objects: 0, lines: 0, known: (JSON.parse(ingested.stdout) as { objects: number }).objects });
    const early = await run("report", "--lake", "fresh.duckdb", "--out", "early.html");
    expect([early.exitCode, existsSync(inFolder("one/early.html"))]).toEqual([2, false]);
    expect(early.stderr).toMatch(/expected a finished build, got none; run `liftproof build` first/u);
    const built = await run("build", "--lake", "fresh.duckdb", "--experiments", "config/experiments");
    expect([built.exitCode, built.stderr]).toEqual([0, ""]);
    expect(built.stdout).toMatch(/^run 1: [\d,]+ events received until 2026-.*\n.* orders, \d+ results of 4 experiments \([\d,]+ looks\)\n/u);
    expect(built.stdout).toMatch(/\nproof won [\d,]+ of [\d,]+ orders and moved \d+, worth [\d,.]+ EUR, to another channel\n/u);
    expect(built.stdout).toMatch(/\npartner +clicks +signed +confirmed by a person +orders +value in EUR\n/u);
    expect(built.stdout).toMatch(/\npriceradar +\d+ +100\.00% /u);
    const reported = await run("report", "--lake", "fresh.duckdb", "--out", "pages/report.html");
    expect(reported.stdout).toBe("wrote pages/report.html\n");
    expect(readFileSync(inFolder("one/pages/report.html"), "utf8")).toContain("checkout_short_form");
  });

  test("example: its plain files go through analyze and attribute, and no row is lost", async () => {
    const run = (...argv: string[]): Promise<CommandRun> => runCommand(argv, { cwd: inFolder("one") });
    const analyzed = await run("analyze", "data/units.csv", "--unit", "unit_id", "--arm", "variant", "--control", "control", "--metric", "ordered=rate(ordered)", "--json");
    expect(JSON.parse(analyzed.stdout)).toMatchObject({ rows: { rejected: {} }, metrics: [{ metric: "ordered", missingUnits: 0 }] });
    const touches = ["data/touches.csv", "--identity", "identity_id", "--time", "touch_at", "--channel", "channel", "--event-id", "event_id", "--click-status", "click_status"];
    const orders = ["--orders", "data/orders.csv", "--order-id", "order_id", "--order-time", "order_at", "--order-value", "value"];
    const attributed = await run("attribute", ...touches, ...orders, "--json");
    const found = wireCounts(first.stdout).find(([what]) => what === "orders")?.[2] ?? "";
    expect(JSON.parse(attributed.stdout)).toMatchObject({ orders: Number(found.replaceAll(",", "")), currency: "EUR", rejectedRows: {} });
  });

  test("edge: a lake that no demo has written is left alone", async () => {
    mkdirSync(inFolder("mine"));
    writeFileSync(inFolder("mine/lake.duckdb"), "precious");
    const { exitCode, stderr } = await demo("mine");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/--out: expected a folder without lake\.duckdb, got one in mine that no demo has written; choose another folder/u);
    expect(readFileSync(inFolder("mine/lake.duckdb"), "utf8")).toBe("precious");
    rmSync(inFolder("mine"), { recursive: true });
  });
});
