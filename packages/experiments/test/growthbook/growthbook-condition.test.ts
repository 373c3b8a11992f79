import { readFileSync } from "node:fs";
import { conditionFaults, matchesCondition } from "@liftproof/assignment";
import { describe, expect, test } from "vitest";
import { growthbookCondition } from "../../src/growthbook/growthbook-condition.ts";

interface Vectors {
  readonly evaluator: string;
  readonly savedGroups: Readonly<Record<string, unknown>>;
  readonly cases: readonly (readonly [condition: unknown, attributes: unknown, met: boolean])[];
}

const vectors = JSON.parse(readFileSync(new URL("vectors/conditions.json", import.meta.url), "utf8")) as Vectors;
const support = { savedGroups: vectors.savedGroups, regex: false };
const translate = (written: unknown, regex = false) => growthbookCondition(written, ["condition"], { ...support, regex });

describe("growthbookCondition", () => {
  test(`vector: answers as ${vectors.evaluator} does`, () => {
    const differing = vectors.cases.filter(([written, attributes, met]) => {
      const { condition, remarks } = translate(written);
      expect(remarks.filter(({ fate }) => fate === "refused")).toEqual([]);
      // GrowthBook takes an empty `$in`, which nobody meets; `check` points at it.
      expect(conditionFaults(condition, { regex: false }).filter(({ expected }) => expected !== "a list of one value or more")).toEqual([]);
      return matchesCondition(condition, attributes) !== met;
    });
    expect(differing).toEqual([]);
    const met = vectors.cases.filter(([, , answer]) => answer).length;
    expect(Math.min(met, vectors.cases.length - met)).toBeGreaterThan(vectors.cases.length / 5);
  });
});

describe("what decides stays in sight", () => {
  const edge = (written: unknown) => translate(written).condition;

  test("example: plain conditions stay as they are", () => {
    const written = { country: { $in: ["DE", "FR"] }, appVersion: { $vgte: "2.3.0", $vlt: "3.0.0" }, plan: "pro" };
    expect(translate(written)).toEqual({ condition: written, remarks: [] });
  });

  test("edge: nothing is 0 beside a number, and both spellings of a number are one", () => {
    expect(edge({ age: { $lt: 18 } })).toEqual({ $or: [{ age: { $lt: 18 } }, { age: { $exists: false } }] });
    expect(edge({ age: { $gte: 18 } })).toEqual({ age: { $gte: 18 } });
    expect(edge({ shop: "42" })).toEqual({ shop: { $in: ["42", 42] } });
  });

  test("edge: two negations beside each other stay two", () => {
    const { condition } = translate({ $not: { $not: { country: "US" } }, age: { $not: { $lt: 18 } } });
    expect(matchesCondition(condition, { country: "US", age: 20 })).toBe(true);
    expect(matchesCondition(condition, { country: "FR", age: 20 })).toBe(false);
    expect(matchesCondition(condition, { country: "US", age: 2 })).toBe(false);
  });

  test("edge: what cannot be said is refused by its key, and lets nobody in", () => {
    const refused: readonly (readonly [unknown, string])[] = [
      [{ a: { $ini: ["x"] } }, "condition.a.$ini"],
      [{ a: { $regex: "^x" } }, "condition.a.$regex"],
      [{ $or: [{ a: 1 }, { $where: 2 }] }, "condition.$or.1.$where"],
      [{ a: { $in: "DE" } }, "condition.a.$in"],
      [{ a: { $eq: ["x"] } }, "condition.a.$eq"],
      [{ a: { $size: { $gt: 1, $half: 2 } } }, "condition.a.$size.$half"],
      [{ $savedGroup: { id: "unheard" } }, "condition.$savedGroup"],
      [{ a: { $in: 1, b: 2 } }, "condition.a"],
      [7, "condition"],
    ];
    for (const [written, key] of refused) {
      expect(translate(written).remarks.filter(({ fate }) => fate === "refused").map(({ path }) => path.join("."))).toEqual([key]);
    }
    expect(translate({ a: { $regex: "^x" } }, true).remarks.map(({ fate }) => fate)).toEqual(["differs"]);
  });

  test("edge: a saved group that contains itself is refused", () => {
    const savedGroups = { a: { type: "condition", condition: { $savedGroup: { id: "b" } } }, b: { type: "condition", condition: { $savedGroup: { id: "a" } } } };
    const { remarks } = growthbookCondition({ $savedGroup: { id: "a" } }, [], { savedGroups, regex: false });
    expect(remarks.map(({ fate }) => fate)).toEqual(["refused"]);
  });
});
