import { describe, expect, test } from "vitest";
import { assign } from "@liftproof/assignment";
import type { Experiment } from "@liftproof/assignment";

const COUNT = 100_000;
const shapes: Readonly<Record<string, (index: number) => string>> = {
  counter: (index) => String(index),
  padded: (index) => `user-${String(index).padStart(8, "0")}`,
  email: (index) => `person.${index}@example.org`,
  uuid: (index) => {
    const hex = (Math.imul(index, 0x9e3779b1) >>> 0).toString(16).padStart(8, "0");
    return `${hex}-0000-4000-8000-${index.toString(16).padStart(12, "0")}`;
  },
  script: (index) => `Ж${index}中`,
};
const thirds: Experiment = { expId: "thirds", status: "running", variants: ["a", "b", "c"], weights: [333, 333, 334] };

/** Counts per variant among the units that are in. */
function arms(experiment: Experiment, idOf: (index: number) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (let index = 0; index < COUNT; index += 1) {
    const { inExperiment, variant } = assign(experiment, idOf(index));
    if (inExperiment && variant !== null) counts.set(variant, (counts.get(variant) ?? 0) + 1);
  }
  return counts;
}

describe.each(Object.entries(shapes))("distribution over %s ids", (_, idOf) => {
  test("law: 333/333/334 stays even inside a 10 % ramp", () => {
    const counts = arms({ ...thirds, coverage: 0.1 }, idOf);
    const total = [...counts.values()].reduce((sum, value) => sum + value, 0);
    // 4.5 standard deviations: 95 units of the slice, 0.0047 * 4.5 of an arm's share within it.
    expect(Math.abs(total - COUNT / 10)).toBeLessThan(430);
    for (const share of ["a", "b", "c"].map((arm) => (counts.get(arm) ?? 0) / total)) expect(Math.abs(share - 1 / 3)).toBeLessThan(0.0213);
  });

  test("law: weights are honored, and arms of one experiment tell nothing about those of another", () => {
    const first: Experiment = { expId: "checkout_a", status: "running", variants: ["x", "y"], weights: [70, 30] };
    const second: Experiment = { ...first, expId: "checkout_b", weights: [1, 1] };
    const cells = { xx: 0, xy: 0, yx: 0, yy: 0 };
    for (let index = 0; index < COUNT; index += 1) {
      const id = idOf(index);
      cells[`${assign(first, id).variant}${assign(second, id).variant}` as keyof typeof cells] += 1;
    }
    const yShare = (cells.yx + cells.yy) / COUNT;
    const otherShare = (cells.xy + cells.yy) / COUNT;
    expect(Math.abs(yShare - 0.3)).toBeLessThan(4.5 * Math.sqrt(0.21 / COUNT));
    expect(Math.abs(otherShare - 0.5)).toBeLessThan(4.5 * Math.sqrt(0.25 / COUNT));
    const phi = (cells.yy / COUNT - yShare * otherShare) / Math.sqrt(yShare * (1 - yShare) * otherShare * (1 - otherShare));
    expect(Math.abs(phi)).toBeLessThan(4.5 / Math.sqrt(COUNT));
  });
});
