import { assign, matchesCondition } from "@liftproof/assignment";
import { loadExperiments } from "@liftproof/experiments";
import type { ConfigFault, ConfigOptions } from "@liftproof/experiments";
import { linearRegexMatcher } from "@liftproof/experiments/regex";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { changed, references } from "./valid-files.ts";

const target = (condition: string, options: ConfigOptions = {}): ReturnType<typeof loadExperiments> =>
  loadExperiments([changed(['appVersion: { $vgte: "2.3.0" }', condition])], { ...references, ...options });
const only = (condition: string, options: ConfigOptions = {}): ConfigFault => {
  const { faults } = target(condition, options);
  expect(faults).toHaveLength(1);
  return faults[0]!;
};

/** Any UTF-16 units, so broken surrogates too. */
const anyText = fc.array(fc.nat({ max: 0xffff }), { maxLength: 12 }).map((units) => String.fromCharCode(...units));

describe("$regex", () => {
  test("edge: without a matcher it is a fault; with one the pattern has to be one", () => {
    expect(only('path: { $regex: "^/a" }').message).toMatch(/expected no \$regex here: no linear-time matcher is available, got \^\/a; --regex \(regex: true in code\)/);
    expect(only("path: { $regex: 5 }").message).toMatch(/expected text, got 5$/);
    expect(target('path: { $regex: "^/(shop|cart)/[0-9]+$" }', { regex: true }).faults).toEqual([]);
    for (const [pattern, got] of [["(?=a)b", "(?="], ["(a)\\1", "\\1"], ["(a", "missing closing )"], ["a{1001}", "{1001}"]] as const) {
      const fault = only(`path: { $regex: ${JSON.stringify(pattern)} }`, { regex: true });
      expect(fault).toMatchObject({ key: "targeting.path.$regex", line: 11, expected: "a pattern in RE2 syntax, without lookaround and backreferences" });
      expect(fault.got).toContain(got);
    }
    expect(only('path: { $regex: "[a-z]{1,999}" }', { regex: true }).expected).toBe("a pattern of at most 500 instructions, with smaller repeat counts");
    expect(only(`path: { $regex: ${"a".repeat(1001)} }`, { regex: true }).got).toBe("1001 characters");
  });

  test("example: the matcher decides who is targeted; a page without one lets nobody in", () => {
    const [experiment] = target('path: { $regex: "^/(shop|cart)/[0-9]+$" }', { regex: true }).experiments;
    const visitor = { country: "DE", path: "/cart/12" };
    const regex = linearRegexMatcher();
    const open = { ...experiment!, coverage: 1, layer: { id: "checkout", slots: [0, 1] as const } };
    expect(assign(open, "u", visitor, { regex }).reason).toBe("assigned");
    expect(assign(open, "u", { ...visitor, path: "/cart/x" }, { regex }).reason).toBe("not_targeted");
    expect(assign(open, "u", visitor).reason).toBe("not_targeted");
  });

  test("law: the matcher agrees with the language's own engine where both know the pattern", () => {
    const matcher = linearRegexMatcher();
    const piece = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\d", "é", "(a|bé)", "^", "$", "(?:ab)?", "a{2,3}", "b*", "a+");
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), fc.string({ unit: fc.constantFrom("a", "b", "é", "1", " "), maxLength: 12 }), (pieces, text) => {
        expect(matcher(pieces.join(""), text)).toBe(new RegExp(pieces.join(""), "u").test(text));
      }),
      { numRuns: 100 },
    );
  });

  test("law: no text raises an exception, broken surrogates included; a bad pattern lets nobody in, negated or not", () => {
    const matcher = linearRegexMatcher();
    fc.assert(
      fc.property(anyText, fc.constantFrom("x", "^.$", "[^a]{2}", "(?i)É", "\\p{Greek}"), (text, pattern) => {
        expect(typeof matcher(pattern, text)).toBe("boolean");
      }),
      { numRuns: 50 },
    );
    expect(() => matcher("(", "x")).toThrow(RangeError);
    for (const condition of [{ a: { $regex: "(" } }, { a: { $not: { $regex: "(" } } }, { $nor: [{ a: { $regex: "(?=x)" } }] }]) {
      expect(matchesCondition(condition, { a: "x" }, { regex: matcher })).toBe(false);
    }
  });

  test("budget: patterns that explode elsewhere take work in proportion to the text", () => {
    const matcher = linearRegexMatcher();
    for (const pattern of ["(a+)+$", "(a|aa)+$", "(x+x+)+y", "(?:a?){90}a{90}$"]) {
      expect(matcher(pattern, `${"a".repeat(10_000)}!`), pattern).toBe(false);
    }
    // Longer texts are not looked at, and nobody is let in by not having been looked at.
    expect(matchesCondition({ a: { $not: { $regex: "b" } } }, { a: "a".repeat(10_001) }, { regex: matcher })).toBe(false);
    expect(matchesCondition({ a: { $not: { $regex: "b" } } }, { a: "a".repeat(10_000) }, { regex: matcher })).toBe(true);
  });
});

describe("saved groups", () => {
  const groups = { path: "groups.yaml", text: "groups:\n  - { name: staff, members: [ann, 7] }\n  - { name: empty, members: [] }\n" };

  test("example: members of groups.yaml are what targeting reads", () => {
    const loaded = target("visitor: { $inGroup: staff }", { groups });
    expect(loaded.faults).toEqual([]);
    const [experiment] = loaded.experiments;
    const open = { ...experiment!, coverage: 1, layer: { id: "checkout", slots: [0, 1] as const } };
    const reasons = ["ann", 7, "7", "eve"].map((visitor) => assign(open, "u", { country: "DE", visitor }, { groups: loaded.groups }).reason);
    expect(reasons).toEqual(["assigned", "assigned", "not_targeted", "not_targeted"]);
  });

  test("edge: a group that is not in the file is a fault, and without a file every group is", () => {
    expect(only("visitor: { $inGroup: staf }", { groups }).message).toMatch(/unknown group staf; did you mean staff\?$/);
    expect(only("visitor: { $inGroup: nobody_at_all }", { groups })).toMatchObject({ key: "targeting.visitor.$inGroup", expected: "a saved group", got: "unknown group nobody_at_all" });
    for (const condition of ["visitor: { $inGroup: anything }", "visitor: { $not: { $inGroup: anything } }"]) {
      expect(only(condition)).toMatchObject({ line: 11, expected: "a saved group", got: "unknown group anything" });
      expect(only(condition).message).toContain("there is no group at all");
    }
    const twice = { ...groups, text: `${groups.text}  - { name: staff, members: [] }\n` };
    expect(loadExperiments([], { groups: twice }).faults[0]).toMatchObject({ file: "groups.yaml", line: 4, key: "groups[2].name", got: "staff again" });
  });
});

describe("operands", () => {
  test("edge: what is no finite, plain data is a fault, for it would equal nothing", () => {
    for (const [condition, key] of [["a: .nan", "a"], ["a: { $in: [1, .inf] }", "a.$in"], ["a: { $gt: .inf }", "a.$gt"], ["a: { $eq: .nan }", "a.$eq"], ["a: [[[[[[[[[1]]]]]]]]]", "a"]] as const) {
      expect(only(condition).key, condition).toBe(`targeting.${key}`);
    }
  });
});
