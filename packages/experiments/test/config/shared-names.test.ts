import { loadExperiments, lockFileText } from "@liftproof/experiments";
import type { ConfigFile, ConfigOptions } from "@liftproof/experiments";
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

describe("names that are gone", () => {
  const before = loadExperiments([checkoutFile, other()], references);
  const first = { path: "experiments.lock.json", text: lockFileText(before.experiments, before.locked) };
  const without = loadExperiments([checkoutFile], { ...references, lock: first });
  const second = { path: "experiments.lock.json", text: lockFileText(without.experiments, without.locked) };
  const withLock: ConfigOptions = { ...references, lock: second };

  test("edge: the lock file remembers an experiment whose file was removed, so its name is not another's", () => {
    expect(without.faults).toEqual([]);
    expect(without.locked.get("other")?.status).toBe("running");
    expect(second.text).toContain('"status": "retired"');
    expect(faultsOf([checkoutFile], withLock)).toEqual([]);
    const reused = loadExperiments([checkoutFile, other(["weights: [50, 50]", "weights: [10, 90]"])], withLock).faults;
    expect(reused.map(({ key }) => key)).toEqual(["weights"]);
    expect(reused[0]?.expected).toContain("this exp_id had another experiment, which is gone");
    expect(faultsOf([checkoutFile, other()], withLock)).toEqual([]);
    expect(faultsOf([checkoutFile, other(["weights: [50, 50]", "weights: [10, 90]"], ["phase: 1", "phase: 2"])], withLock)).toEqual([]);
  });

  test("edge: it stays retired, and a draft that is gone leaves nothing behind", () => {
    const again = loadExperiments([checkoutFile], withLock);
    expect(lockFileText(again.experiments, again.locked)).toBe(second.text);
    const draft = loadExperiments([checkoutFile, other(["status: running", "status: draft"])], references);
    const gone = loadExperiments([checkoutFile], { ...references, lock: { path: "l", text: lockFileText(draft.experiments) } });
    expect(Object.keys((JSON.parse(lockFileText(gone.experiments, gone.locked)) as { experiments: object }).experiments)).toEqual(["checkout_cta"]);
  });
});
