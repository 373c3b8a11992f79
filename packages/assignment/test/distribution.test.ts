import { describe, expect, test } from "vitest";
import { assign, coverageCut, cutPoints, murmur3 } from "@liftproof/assignment";
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
const tenth = coverageCut(0.1);
const half = coverageCut(0.5);
const thirds = cutPoints([333, 333, 334]);
/** Salts as alike as they come: two experiments of one page, the second phase of one, and a layer named like it. */
const draws = {
  first: (id: string) => murmur3("assign", "cta_1", id),
  second: (id: string) => murmur3("assign", "cta_2", id),
  nextPhase: (id: string) => murmur3("assign", "cta_1#2", id),
} as const;
const slices = {
  "own ramp": (id: string) => murmur3("coverage", "cta_1", id),
  "ramp of the other": (id: string) => murmur3("coverage", "cta_2", id),
  "slot of a layer": (id: string) => murmur3("layer", "cta_1", id),
} as const;
/** Worst figures over all shapes, in standard deviations of what chance gives. */
const worst = { phi: 0, slicePoints: 0, rampPoints: 0, deviations: 0 };
const noted = (figure: "phi" | "slicePoints" | "rampPoints", value: number, deviation: number): void => {
  worst[figure] = Math.max(worst[figure], Math.abs(value));
  worst.deviations = Math.max(worst.deviations, Math.abs(value) / deviation);
};

describe.each(Object.entries(shapes))("100,000 %s ids", (_, idOf) => {
  const ids = Array.from({ length: COUNT }, (_unused, index) => idOf(index));
  const points = Object.fromEntries(Object.entries(draws).map(([name, draw]) => [name, Float64Array.from(ids, draw)])) as Readonly<Record<keyof typeof draws, Float64Array>>;

  test("law: arms of experiments with similar names are independent, and each arm has its share", () => {
    for (const [one, other] of [["first", "second"], ["first", "nextPhase"], ["second", "nextPhase"]] as const) {
      let [a, b, both] = [0, 0, 0];
      points[one].forEach((point, index) => {
        const [x, y] = [point < half ? 1 : 0, points[other][index]! < half ? 1 : 0];
        a += x;
        b += y;
        both += x * y;
      });
      noted("phi", (both / COUNT - (a / COUNT) * (b / COUNT)) / 0.25, 1 / Math.sqrt(COUNT));
      expect(Math.abs(a / COUNT - 0.5)).toBeLessThan(4.5 * 0.5 / Math.sqrt(COUNT));
    }
    expect(worst.deviations).toBeLessThan(4.5);
  });

  test("law: a slice by ramp or layer tells nothing about the arm, and 333/333/334 stays even inside a 10 % ramp", () => {
    for (const [name, slice] of Object.entries(slices)) {
      const arms = [0, 0, 0];
      let [size, treated] = [0, 0];
      ids.forEach((id, index) => {
        if (slice(id) >= tenth) return;
        const point = points.first[index]!;
        size += 1;
        if (point < half) treated += 1;
        arms[thirds.findIndex((cut) => point < cut)]! += 1;
      });
      expect(Math.abs(size - COUNT / 10)).toBeLessThan(4.5 * Math.sqrt(COUNT * 0.09));
      noted("slicePoints", (treated / size - 0.5) * 100, 50 / Math.sqrt(size));
      if (name === "own ramp") for (const units of arms) noted("rampPoints", (units / size - 1 / 3) * 100, (100 * Math.SQRT2) / 3 / Math.sqrt(size));
    }
    expect(worst.deviations).toBeLessThan(4.5);
  });

  test("law: what is served is what was drawn", () => {
    const ramp: Experiment = { expId: "cta_1", status: "running", variants: ["a", "b", "c"], weights: [333, 333, 334], coverage: 0.1 };
    for (let index = 0; index < COUNT; index += 50) {
      const id = ids[index]!;
      const arm = thirds.findIndex((cut) => points.first[index]! < cut);
      expect(assign(ramp, id).variant).toBe(slices["own ramp"](id) < tenth ? ramp.variants[arm] : "a");
    }
  });
});

test("vector: the worst figures are those the README gives; they change only with the hash, for the ids are fixed", () => {
  const { phi, slicePoints, rampPoints, deviations } = worst;
  expect([phi.toFixed(4), slicePoints.toFixed(2), rampPoints.toFixed(2), deviations.toFixed(1)]).toEqual(["0.0053", "1.06", "1.06", "2.2"]);
});
