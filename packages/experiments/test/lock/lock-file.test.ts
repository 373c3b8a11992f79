import { readFileSync } from "node:fs";
import { loadExperiments, lockFileText, lockRules } from "@liftproof/experiments";
import type { ConfigFile, ConfigOptions, LoadedConfig } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { changed, checkoutFile, metricsText, references } from "../config/valid-files.ts";

const load = (files: readonly ConfigFile[], lock: string, options: ConfigOptions = {}): LoadedConfig =>
  loadExperiments(files, { ...references, lock: { path: "lock.json", text: lock }, ...options });
const textOf = ({ experiments, locked }: LoadedConfig): string => lockFileText(experiments, locked);
const keysOf = ({ faults }: LoadedConfig): readonly string[] => faults.map(({ key }) => key);
const notesOf = ({ notes }: LoadedConfig): readonly string[] => notes.map(({ key }) => key);

const targeted = changed(["country: {", "visitor: { $inGroup: staff }\n  country: {"]);
const groups = (members: string): ConfigFile => ({ path: "groups.yaml", text: `groups: [{ name: staff, members: [${members}] }]` });
const base: ConfigOptions = { groups: groups("ann, bob") };
const first = textOf(loadExperiments([targeted], { ...references, ...base }));
const edited = (...replacements: readonly (readonly [string, string])[]): ConfigFile =>
  ({ ...targeted, text: replacements.reduce((text, [from, to]) => { expect(text).toContain(from); return text.replace(from, to); }, targeted.text) });
const metrics = (from: string, to: string): ConfigOptions => ({ ...base, metrics: { path: "metrics.yaml", text: metricsText.replace(from, to) } });
const surfaces: ConfigOptions = { ...base, surfaces: { path: "s.yaml", text: "surfaces: [{ name: checkout, public_seo: true }]" } };

describe("what a running experiment may change", () => {
  const table: readonly (readonly [keyof typeof lockRules, string, ConfigFile, ConfigOptions])[] = [
    ["weights", "weights", edited(["[50, 50]", "[60, 40]"]), base],
    ["targeting", "targeting", edited(["[DE, FR, NO]", "[DE]"]), base],
    ["groups", "targeting", targeted, { groups: groups("ann, eve") }],
    ["surface", "surface", edited(["surface: checkout", "surface: home"]), base],
    ["public_seo", "surface", targeted, surfaces],
    ["primary_metric", "primary_metric", edited(["primary_metric: order_rate", "primary_metric: basket"], ["power: 0.8", "power: 0.8, sd: 0.01"]), base],
    ["guardrails", "guardrails", edited(["guardrails: [refund_rate]\n", ""]), base],
    ["metrics", "primary_metric", targeted, metrics("window: 14d", "window: 7d")],
    ["metrics", "guardrails[0]", targeted, metrics("margin: 0.002", "margin: 0.02")],
    ["decision", "decision.rule", edited(["phase: 1", "phase: 1\ndecision: { rule: sequential }"], ["daily_units: 20000", "daily_units: 90000"]), base],
    ["sizing", "sizing.alpha", edited(["alpha: 0.05", "alpha: 0.1"]), base],
    ["sizing", "sizing.mde", edited(["mde: 0.1", "mde: 0.2"]), base],
    ["sizing", "sizing.power", edited(["power: 0.8", "power: 0.7"]), base],
    ["schedule", "schedule.max_days", edited(["max_days: 28", "max_days: 35"]), base],
    ["schedule", "schedule.start", edited(["2026-12-01", "2026-12-05"]), base],
    ["coverage", "coverage", edited(["coverage: 0.8", "coverage: 0.9"]), base],
    ["daily_units", "sizing.daily_units", edited(["daily_units: 20000", "daily_units: 30000"]), base],
    ["segments", "segments", edited(["phase: 1", "phase: 1\nsegments: [country]"]), base],
  ];

  test.each(table)("law: %s at %s, by the rule of the table", (part, key, file, options) => {
    const rule = lockRules[part];
    const bare = load([file], first, options);
    expect(keysOf(bare).includes(key)).toBe(rule !== "noted");
    const reasoned = load([file], first, { ...options, lockReasons: new Map([["checkout_cta", "the test orders were counted too"]]) });
    expect(keysOf(reasoned)).toEqual(rule === "phase" ? keysOf(bare) : []);
    if (rule === "noted") {
      expect(notesOf(bare)).toContain(key);
      expect(keysOf(load([file], first, { ...options, frozenLock: true }))).toEqual(notesOf(bare));
      expect(load([file], textOf(bare), { ...options, frozenLock: true }).faults).toEqual([]);
    } else {
      const next = { ...file, text: file.text.replace("phase: 1", "phase: 2") };
      expect(load([next], first, options).faults).toEqual([]);
      expect(bare.faults.find((fault) => fault.key === key)!.expected).toContain("or phase: 2");
    }
    if (rule === "reason") {
      expect(bare.faults.map(({ message }) => message).join()).toMatch(/p-hacking.*--update-lock checkout_cta=REASON/);
      const { experiments: [experiment] } = reasoned;
      expect(experiment?.lockEntry.changes).toMatchObject([{ phase: 1, reason: "the test orders were counted too" }]);
      // The reason stays, and the new lock holds the change.
      const again = load([file], textOf(reasoned), { ...options, frozenLock: true });
      expect([again.faults, again.experiments[0]?.lockEntry.changes]).toEqual([[], experiment?.lockEntry.changes]);
    }
  });

  test("law: the same files are never out of date, whatever stands around the facts", () => {
    const reordered = groups("bob, ann");
    expect(textOf(load([targeted], first, { groups: reordered, frozenLock: true }))).toBe(first);
    const words = edited(["question: Does the short form sell more?", "question: Well?"]);
    expect(load([words], first, { ...base, frozenLock: true }).faults).toEqual([]);
  });

  test("edge: a lock file of an earlier version is told of, and is a fault where it is frozen", () => {
    const lock = JSON.parse(first) as { experiments: { checkout_cta: Record<string, unknown> } };
    for (const key of ["primary_metric", "metrics", "surface"]) delete lock.experiments.checkout_cta[key];
    const old = load([targeted], JSON.stringify(lock), base);
    expect([old.faults, old.notes.map(({ expected }) => expected)]).toEqual([[], ["an entry of the lock file with surface, primary_metric, metrics"]]);
    expect(keysOf(load([targeted], JSON.stringify(lock), { ...base, frozenLock: true }))).toEqual(["exp_id"]);
    expect(load([targeted], textOf(old), { ...base, frozenLock: true }).faults).toEqual([]);
  });

  test("edge: what only an analysis depends on does not stand in the way of an assignment", () => {
    expect(load([edited(["alpha: 0.05", "alpha: 0.1"])], first, { ...base, checks: "assignment" }).faults).toEqual([]);
    expect(keysOf(load([edited(["[50, 50]", "[60, 40]"])], first, { ...base, checks: "assignment" }))).toEqual(["weights"]);
  });
});

describe("ways around the lock", () => {
  const as = (status: string, ...more: readonly (readonly [string, string])[]): ConfigFile => changed(["status: running", `status: ${status}`], ...more);
  const lockOf = (file: ConfigFile, lock?: string): string => textOf(lock === undefined ? loadExperiments([file], references) : load([file], lock));
  const running = lockOf(checkoutFile);

  test("law: what has run is no draft again, in its phase or by way of a later one", () => {
    expect(keysOf(load([as("draft")], running))).toEqual(["status"]);
    const draftOfTwo = lockOf(as("draft", ["phase: 1", "phase: 2"]), running);
    expect(keysOf(load([checkoutFile], draftOfTwo))).toEqual(["phase"]);
    expect(keysOf(load([changed(["[50, 50]", "[60, 40]"])], draftOfTwo))).toEqual(["phase"]);
    expect(keysOf(load([changed(["phase: 1", "phase: 3"])], draftOfTwo))).toEqual(["phase"]);
    expect(load([changed(["phase: 1", "phase: 2"], ["[50, 50]", "[60, 40]"])], draftOfTwo).faults).toEqual([]);
    // The draft of a later phase takes the memory of the first along when its file goes.
    const gone = textOf(load([], draftOfTwo));
    expect(keysOf(load([checkoutFile], gone))).toEqual(["phase"]);
  });

  test("law: killed stays killed by way of stopped and of a file that is gone; stopped goes on with a reason only", () => {
    const killed = lockOf(as("killed"), running);
    expect([keysOf(load([as("stopped")], killed)), keysOf(load([checkoutFile], textOf(load([], killed))))]).toEqual([["status"], ["status"]]);
    const stopped = lockOf(as("stopped"), running);
    expect(load([checkoutFile], stopped).faults[0]).toMatchObject({ key: "status", expected: '"stopped" as locked, or phase: 2', got: '"running"' });
    expect(load([checkoutFile], stopped, { lockReasons: new Map([["checkout_cta", "stopped by mistake for an hour"]]) }).faults).toEqual([]);
  });

  test("law: a running experiment that is gone or renamed is a fault that says to stop it first; one that was stopped is none", () => {
    const renamed = changed(["exp_id: checkout_cta", "exp_id: checkout_button"]);
    for (const files of [[], [renamed]]) {
      const { faults: [fault, ...more] } = load(files, running);
      expect([fault, more]).toMatchObject([{ file: "lock.json", key: "experiments.checkout_cta", got: "none" }, []]);
      expect(fault?.message).toContain("stop it first");
    }
    expect(keysOf(load([], running, { complete: false }))).toEqual([]);
    const stopped = lockOf(as("stopped"), running);
    expect([keysOf(load([renamed], stopped)), notesOf(load([renamed], stopped))]).toEqual([[], ["experiments.checkout_cta", "status"]]);
    // A file that cannot be read may be the one that is missed.
    expect(load([{ path: "x.yaml", text: "exp_id: [" }], running).faults.map(({ file }) => file)).toEqual(["x.yaml"]);
  });
});

test("law: the page of the lock file lists every part with its rule, in order", () => {
  const page = readFileSync(new URL("../../../../docs/concepts/lock-file.md", import.meta.url), "utf8");
  const words = { phase: "the next phase", reason: "a written reason", noted: "nothing, it is told" } as const;
  const rows = page.split("\n").filter((line) => line.startsWith("| `")).map((line) => line.split("|").slice(1, 3).map((cell) => cell.trim()));
  expect(rows).toEqual(Object.entries(lockRules).map(([part, rule]) => [`\`${part}\``, words[rule]]));
});
