import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assign, conditionFaults, matchesCondition, targetingOperators } from "@liftproof/assignment";
import type { Condition } from "@liftproof/assignment";

const met = (condition: Condition, attributes: unknown): boolean =>
  matchesCondition(condition, attributes, {
    groups: new Map([["beta", new Set<unknown>(["ann", "bob"])]]),
    regex: (pattern, text) => text.includes(pattern),
  });

/** Attribute, condition beside it, answer. */
const table: readonly (readonly [unknown, unknown, boolean])[] = [
  ["DE", "DE", true], ["DE", "de", false], [1, 1, true], ["1", 1, false], [true, true, true], [undefined, null, true], [null, null, true], [0, null, false],
  [["a", "b"], ["a", "b"], true], [["b", "a"], ["a", "b"], false], [{ x: 1, y: 2 }, { y: 2, x: 1 }, true], [{ x: 1 }, { x: 1, y: 2 }, false],
  ["a", { $eq: "a" }, true], ["a", { $ne: "a" }, false], [undefined, { $ne: "a" }, true], [undefined, { $eq: null }, true],
  ["a", { $in: ["a", "b"] }, true], ["c", { $in: ["a", "b"] }, false], [["c", "a"], { $in: ["a"] }, true], [[], { $in: ["a"] }, false], [undefined, { $in: ["a"] }, false],
  ["a", { $nin: ["a"] }, false], [undefined, { $nin: ["a"] }, true], [["c", "a"], { $nin: ["a"] }, false],
  [5, { $gt: 4 }, true], [5, { $gt: 5 }, false], [5, { $gte: 5 }, true], [5, { $lt: 5 }, false], [5, { $lte: 5 }, true],
  ["8", { $gt: 5, $lt: 10 }, true], [8, { $gt: "5" }, true], ["b", { $gt: "a" }, true], ["😀", { $gt: "\uffff" }, true],
  [undefined, { $gt: -1 }, false], [undefined, { $lt: 1 }, false], [null, { $lte: 0 }, false], [true, { $gt: 0 }, false], ["abc", { $gt: 5 }, false],
  [0, { $exists: true }, true], [null, { $exists: true }, false], [undefined, { $exists: false }, true], [{ a: 1 }, { $exists: true }, true],
  ["x", { $type: "string" }, true], [1, { $type: "number" }, true], [false, { $type: "boolean" }, true], [[], { $type: "array" }, true],
  [{}, { $type: "object" }, true], [null, { $type: "null" }, true], [undefined, { $type: "undefined" }, true], [1, { $type: "string" }, false],
  ["hello", { $regex: "ell" }, true], ["hello", { $regex: "xyz" }, false], [5, { $regex: "5" }, false],
  [5, { $not: { $gt: 4 } }, false], ["a", { $not: "a" }, false], [["a", "b", "c"], { $all: ["c", "a"] }, true], [["a"], { $all: ["a", "b"] }, false], ["a", { $all: ["a"] }, false],
  [[1, 5], { $elemMatch: { $gt: 4 } }, true], [[1, 2], { $elemMatch: { $gt: 4 } }, false], [[{ n: "x", v: 3 }], { $elemMatch: { n: "x", v: { $gt: 2 } } }, true],
  [[{ n: "x", v: 1 }, { n: "y", v: 3 }], { $elemMatch: { n: "x", v: { $gt: 2 } } }, false], [[{ deep: { v: 1 } }], { $elemMatch: { "deep.v": 1 } }, true],
  [[1, 2], { $size: 2 }, true], [[1, 2], { $size: { $gt: 2 } }, false], ["ab", { $size: 2 }, false],
  ["ann", { $inGroup: "beta" }, true], ["eve", { $inGroup: "beta" }, false], [["eve", "bob"], { $inGroup: "beta" }, true],
  ["1.2.3", { $veq: "v1.2.3" }, true], ["1.2.3+build7", { $veq: "1.2.3" }, true], ["1.2.3", { $vne: "1.2.4" }, true], ["1.10.0", { $vgt: "1.9.0" }, true],
  ["1.0.0", { $vgt: "1.0.0-beta" }, true], ["1.0.0-beta", { $vlt: "1.0.0" }, true], ["1.0.0-alpha.1", { $vlt: "1.0.0-alpha.2" }, true], ["1.0.0-2", { $vlt: "1.0.0-alpha" }, true],
  ["2.3", { $vlt: "2.3.0" }, true], ["2.3.0", { $vgte: "2.3.0" }, true], ["02.3.0", { $vlte: "2.3.0" }, true], [2, { $vgte: "1.9" }, true], ["123456789012345678901.0.0", { $vgt: "99999999999999999999.0.0" }, true],
  [undefined, { $vgt: "0" }, false], [undefined, { $vlt: "9" }, false], [undefined, { $vne: "1" }, true], ["", { $veq: "" }, false],
];

describe("targeting", () => {
  test("example: each operator on both sides", () => {
    for (const [actual, written, answer] of table) {
      const label = `${JSON.stringify(actual)} ${JSON.stringify(written)}`;
      expect(met({ a: written }, { a: actual }), label).toBe(answer);
      expect(met({ $not: { a: written } }, { a: actual }), `not ${label}`).toBe(!answer);
      expect(conditionFaults({ a: written }, { regex: true }), label).toEqual([]);
    }
    const used = new Set(table.flatMap(([, written]) => (typeof written === "object" && written !== null ? Object.keys(written) : [])));
    expect(targetingOperators.field.filter((operator) => !used.has(operator))).toEqual([]);
  });

  test("example: joined conditions and paths", () => {
    const visitor = { country: "DE", device: { os: "ios", version: "17.2.0" }, "a.b": 1 };
    expect(met({ country: "DE", "device.os": "ios" }, visitor)).toBe(true);
    expect(met({ $or: [{ country: "FR" }, { "device.version": { $vgte: "17.0.0" } }] }, visitor)).toBe(true);
    expect(met({ $nor: [{ country: "FR" }, { country: "DE" }] }, visitor)).toBe(false);
    expect(met({ $and: [{ country: "DE" }, { $not: { "device.os": "android" } }] }, visitor)).toBe(true);
    expect([met({ $or: [] }, {}), met({ $and: [] }, {}), met({ $nor: [] }, {}), met({}, {})]).toEqual([true, true, true, true]);
    expect(met({ constructor: { $exists: true } }, {})).toBe(false);
    expect(met({ "country.length": 2 }, visitor)).toBe(false);
  });

  test("law: a broken condition lets nobody in, negated or not", () => {
    const broken: Condition[] = [
      { a: { $near: 1 } }, { $xor: [] }, { a: { $in: "DE" } }, { a: { $exists: 1 } }, { a: { $regex: 5 } }, { a: { $inGroup: "gone" } }, { $and: { a: 1 } }, { $or: [7] },
    ];
    for (const condition of broken) {
      expect(met(condition, { a: "DE" }), JSON.stringify(condition)).toBe(false);
      expect(met({ $not: condition }, { a: "DE" }), JSON.stringify(condition)).toBe(false);
    }
    expect(matchesCondition({ a: { $regex: "x" } }, { a: "x" })).toBe(false);
    expect(matchesCondition({ $not: { a: { $regex: "y" } } }, { a: "x" })).toBe(false);
  });

  test("law: a mistake counts the same wherever it stands in a condition", () => {
    const mistakes: Condition[] = [{ b: { $bogus: 1 } }, { b: { $inGroup: "gone" } }, { b: { $in: "x" } }, { $xor: [] }, { b: { $elemMatch: { c: { $near: 1 } } } }, { b: { $regex: 1 } }];
    for (const mistake of mistakes) {
      for (const parts of [[{ a: 1 }, mistake], [mistake, { a: 1 }]]) {
        expect(met({ $or: parts }, { a: 1 }), JSON.stringify(parts)).toBe(false);
        expect(met({ $nor: [{ $and: parts }] }, { a: 2 }), JSON.stringify(parts)).toBe(false);
      }
    }
    const unreadable = { $or: [{ a: 1 }, { b: { $regex: "(" } }] };
    expect(matchesCondition(unreadable, { a: 1 })).toBe(false);
    expect(matchesCondition(unreadable, { a: 1 }, { regex: () => { throw new RangeError("pattern"); } })).toBe(false);
    expect(met(unreadable, { a: 1 })).toBe(true);
  });

  test("law: an attribute refused for its size lets nobody in, whatever is asked of it", () => {
    let deep: unknown = 1;
    for (let level = 0; level < 9; level += 1) deep = [deep];
    const wide = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`k${index}`, 1]));
    for (const a of [Array.from({ length: 10_001 }, () => 1), wide, deep, new Uint8Array(3), [[new Float64Array(1)]], cyclic()]) {
      for (const written of [{ $nin: [2] }, { $ne: 2 }, { $not: { $in: [2] } }, { $exists: false }, { $not: 2 }]) {
        expect(met({ a: written }, { a }), JSON.stringify(written)).toBe(false);
        expect(met({ $not: { a: 2 } }, { a })).toBe(false);
      }
    }
    expect(met({ a: { $nin: [2] } }, { a: Array.from({ length: 9_999 }, () => 1) })).toBe(true);
  });

  test("budget: a value too large is left before it is walked, and one that fits is walked once for all mentions", () => {
    let reads = 0;
    const counted = (length: number): unknown[] =>
      new Proxy(Array.from({ length }, () => 1), {
        get: (target, key): unknown => {
          reads += 1;
          return Reflect.get(target, key);
        },
        ownKeys: (target) => {
          reads += target.length;
          return Reflect.ownKeys(target);
        },
      });
    expect(met({ a: { $nin: [2] } }, { a: counted(100_000) })).toBe(false);
    expect(reads).toBeLessThan(10);
    const mentions = { $and: Array.from({ length: 20 }, () => ({ a: { $nin: [2] } })) };
    expect(met(mentions, { a: counted(1_000) })).toBe(true);
    expect(reads).toBeLessThan(2_100);
    // Many attributes share the allowance of one decision.
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`k${index}`, { $nin: [2] }]));
    expect(met(many, Object.fromEntries(Object.keys(many).map((key) => [key, Array.from({ length: 9_000 }, () => 1)])))).toBe(false);
  });

  test("edge: operands that can never be met are mistakes", () => {
    const found = conditionFaults({ a: { $size: "x" }, b: { $size: -1 }, c: { $in: [] }, d: {}, e: { $not: {} }, f: { $size: 1.5 } }, { regex: false });
    expect(found.map(({ path }) => path.join("/"))).toEqual(["a/$size", "b/$size", "c/$in", "d", "e/$not", "f/$size"]);
    expect(conditionFaults({ a: { $size: 0 }, b: { $size: { $gt: 1 } }, c: { $eq: {} }, d: { $nin: [] } }, { regex: false })).toEqual([]);
  });

  test("edge: the mistakes of a condition are found without attributes", () => {
    const found = conditionFaults(
      { a: { $near: 1 }, $xor: [], b: { $in: "DE" }, c: { $regex: "x" }, $or: [{ d: { $gt: null } }, 7], e: { $eq: 1, plain: 2 }, f: { $elemMatch: { g: { $type: "date" } } } },
      { regex: false },
    );
    expect(found.map(({ path }) => path.join("/"))).toEqual(["a/$near", "$xor", "b/$in", "c/$regex", "$or/0/d/$gt", "$or/1", "e", "f/$elemMatch/g/$type"]);
    expect(conditionFaults([], { regex: true })).toHaveLength(1);
    let deep: Condition = { a: 1 };
    for (let level = 0; level < 20; level += 1) deep = { $not: deep };
    expect(conditionFaults(deep, { regex: true })).toHaveLength(1);
  });

  test("law: no attribute value raises an exception, and the answer repeats", () => {
    const operand = fc.oneof(fc.anything(), fc.array(fc.jsonValue()), fc.string(), fc.integer(), fc.boolean());
    const field = fc.dictionary(fc.constantFrom(...targetingOperators.field, "$odd"), operand, { maxKeys: 3 });
    const condition = fc.letrec<{ node: Condition }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 3 },
        fc.dictionary(fc.constantFrom("a", "a.b", "__proto__"), fc.oneof(field, operand)),
        fc.record({ $not: tie("node") }),
        fc.record({ $or: fc.array(tie("node"), { maxLength: 3 }) }),
        fc.record({ $nor: fc.array(tie("node"), { maxLength: 3 }) }),
      ) as fc.Arbitrary<Condition>,
    })).node;
    const hostileValues: readonly unknown[] = [
      { get a() { throw new Error("no"); } },
      new Proxy({}, { getOwnPropertyDescriptor() { throw new Error("no"); } }),
      { a: { get b() { throw new Error("no"); } } },
      { a: cyclic() }, { a: revoked() }, revoked(), { a: 5n }, { a: Symbol("s") }, { a: Number.NaN }, { a: Object.create(null) },
      { a: { toString: () => { throw new Error("no"); } } }, { a: Array.from({ length: 20_000 }, () => "x") },
    ];
    // By position: a generator would itself look into a value that must not be looked into.
    const hostile = fc.nat({ max: hostileValues.length - 1 }).map((index) => ({ index }));
    const attributes = fc.oneof(fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }), fc.record({ a: fc.anything() }));
    fc.assert(
      fc.property(condition, fc.oneof(attributes.map((values) => ({ values })), hostile), (targeting, drawn) => {
        const values = "index" in drawn ? hostileValues[drawn.index] : drawn.values;
        const exp = { expId: "e", status: "running", variants: ["c", "t"], weights: [1, 1], targeting } as const;
        const once = assign(exp, "u", values);
        expect(["assigned", "not_targeted"]).toContain(once.reason);
        expect(assign(exp, "u", values)).toEqual(once);
      }),
      { numRuns: 800 },
    );
  });

  test("budget: a hostile list costs a bounded number of comparisons and then answers no", () => {
    const list = Array.from({ length: 5_000 }, (_, index) => `x${index}`);
    expect(met({ a: { $nin: list } }, { a: list.map((text) => `${text}y`) })).toBe(false);
    expect(met({ a: { $in: list } }, { a: "x4999" })).toBe(true);
    // The same where elements are looked into one by one, and where characters are.
    const elements = Array.from({ length: 3_000 }, (_, index) => ({ x: index }));
    const never = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`k${index}`, { $exists: false }]));
    expect(met({ a: { $not: { $elemMatch: { ...never, x: -1 } } } }, { a: elements })).toBe(false);
    const patterns = Array.from({ length: 12 }, (_, index) => ({ a: { $regex: `q${index}` } }));
    expect(met({ $nor: patterns }, { a: "a".repeat(9_000) })).toBe(false);
    expect(met({ $nor: patterns }, { a: "a".repeat(8_000) })).toBe(true);
  });

  test("edge: a condition that contains itself, a matcher that throws and a text too long let nobody in, negated or not", () => {
    const loop: Record<string, unknown> = {};
    loop["$not"] = loop;
    const field: Record<string, unknown> = {};
    field["$not"] = field;
    for (const condition of [loop, { $nor: [loop] }, { a: field }, { $not: { a: field } }]) expect(met(condition, { a: 1 })).toBe(false);
    const throws = { regex: () => { throw new RangeError("pattern"); } };
    expect(matchesCondition({ a: { $not: { $regex: "(" } } }, { a: "x" }, throws)).toBe(false);
    expect(met({ a: { $not: { $regex: "b" } } }, { a: "a".repeat(10_001) })).toBe(false);
  });

  test("edge: what is written but is no finite, plain data equals nothing, not even nothing", () => {
    const huge = Array.from({ length: 10_001 }, () => 1);
    for (const written of [Number.NaN, huge, { deep: huge }]) {
      for (const condition of [{ a: { $eq: written } }, { a: written }, { a: { $in: [written] } }, { a: { $all: [written] } }]) {
        for (const attributes of [{}, { a: null }, { a: Number.NaN }, { a: [null] }]) expect(met(condition, attributes)).toBe(false);
      }
      expect(conditionFaults({ a: { $eq: written }, b: { $in: [written] } }, { regex: true })).toHaveLength(2);
    }
  });
});

function cyclic(): unknown {
  const value: Record<string, unknown> = {};
  value["self"] = value;
  return value;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
