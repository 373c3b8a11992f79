import { loadExperiments, lockFileText } from "@liftproof/experiments";
import type { ConfigFile, LoadedConfig } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { changed, checkoutFile, references } from "./valid-files.ts";

const load = (file: ConfigFile, lock: string): LoadedConfig => {
  const loaded = loadExperiments([file], { ...references, lock: { path: "lock.json", text: lock } });
  expect(loaded.faults).toEqual([]);
  return loaded;
};

describe("phases that are over", () => {
  test("law: the lock file carries every phase on, with its own weights and salt, however often it is written", () => {
    const first = loadExperiments([checkoutFile], references);
    const inPhase = (phase: number, weights: string): ConfigFile => changed(["phase: 1", `phase: ${phase}`], ["weights: [50, 50]", `weights: ${weights}`]);
    const second = load(inPhase(2, "[45, 55]"), lockFileText(first.experiments, first.locked));
    expect(second.experiments[0]?.earlierPhases).toEqual([{ phase: 1, variants: ["control", "short_form"], control: "control", weights: [50, 50], unit: "identity", salt: "checkout_cta" }]);

    const again = load(inPhase(2, "[45, 55]"), lockFileText(second.experiments, second.locked));
    expect(again.experiments[0]?.earlierPhases).toEqual(second.experiments[0]?.earlierPhases);
    const third = load(inPhase(3, "[55, 45]"), lockFileText(again.experiments, again.locked));
    expect(third.experiments[0]?.earlierPhases.map(({ phase, weights, salt }) => [phase, weights, salt])).toEqual([[1, [50, 50], "checkout_cta"], [2, [45, 55], "checkout_cta#2"]]);
  });

  test("edge: a draft that was locked has shown nothing and is no phase", () => {
    const draft = loadExperiments([changed(["status: running", "status: draft"])], references);
    const next = load(changed(["phase: 1", "phase: 2"]), lockFileText(draft.experiments, draft.locked));
    expect(next.experiments[0]?.earlierPhases).toEqual([]);
  });
});
