import { assign, assignAll } from "@liftproof/assignment";
import { loadExperiments, lockFileText } from "@liftproof/experiments";
import type { ConfigFile, ConfigOptions } from "@liftproof/experiments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changed, checkoutFile, references } from "./valid-files.ts";

/** Another experiment outside the layer, with changes. */
const other = (...replacements: readonly (readonly [string, string])[]): ConfigFile => {
  const bare: readonly (readonly [string, string])[] = [["exp_id: checkout_cta", "exp_id: other"], ["layer: { id: checkout, slots: [0, 0.5] }\n", ""]];
  return { ...changed(...bare, ...replacements), path: "other.yaml" };
};
const faultsOf = (files: readonly ConfigFile[], options: ConfigOptions = references): readonly (readonly [string, string])[] =>
  loadExperiments(files, options).faults.map(({ file, key }) => [file, key]);
const both = (key: string): readonly (readonly [string, string])[] => [[checkoutFile.path, key], ["other.yaml", key]];

describe("names that several experiments share", () => {
  test("edge: two live experiments of one salt have the same arms, so neither is served", () => {
    const twin = other(["phase: 1", "phase: 1\nsalt: checkout_cta"]);
    expect(faultsOf([checkoutFile, twin])).toEqual(both("salt"));
    expect(faultsOf([checkoutFile, { ...twin, text: twin.text.replace("status: running", "status: stopped") }])).toEqual([]);
    expect(faultsOf([checkoutFile, other()])).toEqual([]);
  });

  test("edge: a holdout is one share of one unit, and no layer", () => {
    const holdout = (text: string): readonly [string, string] => ["phase: 1", `holdout: { id: ${text} }`];
    const held = changed(holdout("year, share: 0.05"));
    expect(faultsOf([held, other(holdout("year, share: 0.05"))])).toEqual([]);
    expect(faultsOf([held, other(holdout("year, share: 0.1"))])).toEqual(both("holdout.share"));
    expect(faultsOf([held, other(holdout("year, share: 0.05"), ["unit: identity", "unit: session"])])).toEqual(both("unit"));
    expect(faultsOf([changed(holdout("checkout, share: 0.05"))])).toEqual([[checkoutFile.path, "holdout.id"]]);
    expect(faultsOf([checkoutFile, other(holdout("checkout, share: 0.05"))])).toEqual([[checkoutFile.path, "layer.id"], ["other.yaml", "holdout.id"]]);
  });

  test("edge: a prerequisite is decided for the same unit", () => {
    const needing = changed(["phase: 1", "prerequisites: [{ exp_id: other, variants: [short_form] }]"]);
    expect(faultsOf([needing, other()])).toEqual([]);
    expect(faultsOf([needing, other(["unit: identity", "unit: session"])])).toEqual([[checkoutFile.path, "prerequisites[0].exp_id"]]);
  });
});

describe("prerequisites that nobody can meet", () => {
  const layered = (id: string, slots: string, asks: readonly string[]): ConfigFile => ({
    path: `${id}.yaml`,
    text: `exp_id: ${id}\nsurface: home\nvariants: [a, b]\nweights: [1, 1]\nstatus: running\nprimary_metric: m\n${slots === "" ? "" : `layer: { id: page, slots: ${slots} }\n`}${asks.length === 0 ? "" : `prerequisites: [${asks.map((one) => `{ exp_id: ${one}, variants: [b] }`).join(", ")}]\n`}`,
  });
  const load = (files: readonly ConfigFile[]): ReturnType<typeof loadExperiments> => loadExperiments(files, { checks: "assignment" });

  test("law: an experiment is refused exactly when the layer keeps everybody out of it", () => {
    const cases: readonly (readonly [readonly ConfigFile[], readonly string[]])[] = [
      [[layered("x", "[0, 0.5]", ["y"]), layered("y", "[0.5, 1]", [])], ["prerequisites[0].exp_id"]],
      [[layered("x", "[0, 0.5]", ["z"]), layered("z", "", ["y"]), layered("y", "[0.5, 1]", [])], ["prerequisites[0].exp_id"]],
      [[layered("x", "", ["y", "z"]), layered("y", "[0, 0.5]", []), layered("z", "[0.5, 1]", [])], ["prerequisites[1].exp_id"]],
      [[layered("x", "", ["y"]), layered("y", "[0.5, 1]", [])], []],
      [[layered("x", "[0, 0.5]", ["y"]), layered("y", "", [])], []],
    ];
    for (const [files, keys] of cases) {
      const { faults } = load(files);
      expect(faults.map(({ key }) => key)).toEqual(keys);
      // Decided all the same, nobody of 500 is in the refused one.
      const alone = files.map((file) => loadExperiments([{ ...file, text: file.text.replace(/prerequisites:.*/u, "") }], { checks: "assignment" }).experiments[0]!);
      const asked = alone.map((one, index) => ({ ...one, prerequisites: [...files[index]!.text.matchAll(/exp_id: ([xyz]),/gu)].map(([, expId = ""]) => ({ expId, variants: ["b"] })) }));
      const inside = Array.from({ length: 500 }, (_, index) => assignAll(asked, { unitId: `u${index}` }).get("x")).filter((decision) => decision?.inExperiment === true);
      expect(inside.length > 0).toBe(keys.length === 0);
    }
  });

  test("edge: one that is not running is told, one that is misspelled is a fault, one at fault itself is told once", () => {
    const stopped = { ...layered("y", "", []), text: layered("y", "", []).text.replace("running", "stopped") };
    const idle = load([layered("x", "", ["y"]), stopped]);
    expect([idle.faults, idle.notes.map(({ about, key, got }) => [about, key, got])]).toEqual([[], [["reach", "prerequisites[0].exp_id", "y, which is stopped"]]]);
    expect(load([layered("x", "", ["first_stp"]), layered("first_step", "", [])]).faults[0]?.message).toContain("did you mean first_step?");
    const faulty = { ...layered("y", "", []), text: `${layered("y", "", []).text}colour: red\n` };
    expect(load([layered("x", "", ["y"]), faulty]).faults.map(({ file }) => file)).toEqual(["y.yaml"]);
    expect(load([layered("x", "", ["y"]), { path: "y.yaml", text: "exp_id: [" }]).faults.map(({ file }) => file)).toEqual(["y.yaml"]);
  });
});

test("law: experiments of one layer that pass the check never share a unit; those that do not would", () => {
  const slot = fc.tuple(fc.nat({ max: 10 }), fc.nat({ max: 10 })).filter(([from, to]) => from < to).map(([from, to]) => [from / 10, to / 10] as const);
  const units = Array.from({ length: 200 }, (_, index) => `u${index}`);
  let served = 0;
  fc.assert(
    fc.property(slot, slot, (mine, theirs) => {
      const files = [mine, theirs].map((slots, index) => ({
        path: `${index}.yaml`,
        text: `exp_id: e${index}\nsurface: home\nvariants: [a, b]\nweights: [1, 1]\nstatus: running\nprimary_metric: m\nlayer: { id: page, slots: [${slots.join(", ")}] }\n`,
      }));
      const both = loadExperiments(files, { checks: "assignment" });
      const alone = files.flatMap((file) => loadExperiments([file], { checks: "assignment" }).experiments);
      const shared = units.filter((unit) => alone.every((experiment) => assign(experiment, unit).inExperiment));
      expect(both.experiments.length).toBe(both.faults.length === 0 ? 2 : 0);
      // A tenth of a layer without one of 200 units has a chance of 7e-10.
      expect(shared.length > 0).toBe(both.faults.length > 0);
      served += both.experiments.length;
    }),
    { numRuns: 40 },
  );
  expect(served).toBeGreaterThan(0);
});

describe("names that are gone", () => {
  const before = loadExperiments([checkoutFile, other()], references);
  const first = { path: "experiments.lock.json", text: lockFileText(before.experiments, before.locked) };
  const stopped = loadExperiments([checkoutFile, other(["status: running", "status: stopped"])], { ...references, lock: first });
  const without = loadExperiments([checkoutFile], { ...references, lock: { ...first, text: lockFileText(stopped.experiments, stopped.locked) } });
  const second = { path: "experiments.lock.json", text: lockFileText(without.experiments, without.locked) };
  const withLock: ConfigOptions = { ...references, lock: second };

  test("edge: the lock file remembers an experiment whose file was removed, so its name is not another's", () => {
    expect(without.faults).toEqual([]);
    expect(without.locked.get("other")?.status).toBe("stopped");
    expect(second.text).toContain('"status": "retired"');
    expect(faultsOf([checkoutFile], withLock)).toEqual([]);
    const reused = loadExperiments([checkoutFile, other(["weights: [50, 50]", "weights: [10, 90]"])], withLock).faults;
    expect(reused.map(({ key }) => key)).toEqual(["weights", "status"]);
    expect(reused[0]?.expected).toContain("this exp_id had another experiment, which is gone");
    expect(faultsOf([checkoutFile, other()], withLock)).toEqual([["other.yaml", "status"]]);
    expect(faultsOf([checkoutFile, other(["status: running", "status: draft"])], withLock)).toEqual([["other.yaml", "status"]]);
    expect(faultsOf([checkoutFile, other(["status: running", "status: stopped"])], withLock)).toEqual([]);
    expect(faultsOf([checkoutFile, other(["weights: [50, 50]", "weights: [10, 90]"], ["phase: 1", "phase: 2"])], withLock)).toEqual([]);
  });

  test("edge: a frozen lock has to hold what runs, in its phase; drafts may be missing", () => {
    const frozen = (files: readonly ConfigFile[], lock: ConfigFile | undefined): readonly (readonly [string, string])[] =>
      loadExperiments(files, { ...references, frozenLock: true, ...(lock === undefined ? {} : { lock }) }).faults.map(({ key, got }) => [key, got]);
    expect(frozen([checkoutFile, other()], first)).toEqual([]);
    expect(frozen([checkoutFile], first)).toEqual([["experiments.other", "none"]]);
    expect(frozen([checkoutFile], undefined)).toEqual([["status", "none there"]]);
    expect(frozen([changed(["phase: 1", "phase: 2"]), other()], first)).toEqual([["status", "running in phase 1"]]);
    expect(frozen([checkoutFile, other(["phase: 1", "phase: 2"])], second)).toEqual([["status", "retired in phase 1"]]);
    expect(frozen([changed(["status: running", "status: draft"])], undefined)).toEqual([]);
  });

  test("edge: it stays retired, and a draft that is gone leaves nothing behind", () => {
    const again = loadExperiments([checkoutFile], withLock);
    expect(lockFileText(again.experiments, again.locked)).toBe(second.text);
    const draft = loadExperiments([checkoutFile, other(["status: running", "status: draft"])], references);
    const gone = loadExperiments([checkoutFile], { ...references, lock: { path: "l", text: lockFileText(draft.experiments) } });
    expect(Object.keys((JSON.parse(lockFileText(gone.experiments, gone.locked)) as { experiments: object }).experiments)).toEqual(["checkout_cta"]);
  });
});
