import { attributionRules, channelOf, factColumns, ga4ChannelRules, patternFault, rulesHash } from "@liftproof/attribution";
import type { AttributionRulesInput } from "@liftproof/attribution";
import { describe, expect, test } from "vitest";
import { factsOf } from "./support/facts.ts";
import { baseUs, rowOf } from "./support/rows.ts";

describe("rules of attribution", () => {
  test("edge: durations and weights must be whole and not negative", () => {
    const broken: readonly [AttributionRulesInput, string][] = [
      [{ lookbackUs: -1 }, "lookbackUs: expected a whole number of microseconds of at least 0, got -1"],
      [{ graceUs: 0.5 }, "graceUs: expected a whole number of microseconds of at least 0, got 0.5"],
      [{ halfLifeUs: 0 }, "halfLifeUs: expected a whole number of microseconds above 0, got 0"],
      [{ positionWeights: [0, 0, 0] }, "positionWeights: expected three whole numbers from 0 to 1000000, not all zero, got 0, 0, 0"],
      [{ positionWeights: [0.4, 0.2, 0.4] }, "positionWeights: expected three whole numbers from 0 to 1000000, not all zero, got 0.4, 0.2, 0.4"],
    ];
    for (const [input, message] of broken) expect(() => attributionRules(input)).toThrow(new RangeError(message));
  });

  test("edge: names that need proof are compared without the spaces around them", () => {
    expect(attributionRules({ requireProof: [{ campaign: " Spring\n", keyIds: ["k"] }, { partner: "acme " }] }).requireProof).toEqual([{ campaign: "Spring", keyIds: ["k"] }, { partner: "acme" }]);
    expect(() => attributionRules({ requireProof: [{ campaign: " " }] })).toThrow("requireProof: expected a campaign or a partner in each entry");
  });

  test("example: hosts and values of custom rules are folded, patterns as well, but not their escapes", () => {
    const rules = attributionRules({
      ownDomains: ["Shop.Example"],
      customChannelRules: [
        { channel: "Mine", all: [{ field: "source", op: "in", value: ["MySource"] }] },
        { channel: "Spaced", all: [{ field: "source", op: "matches", value: "^\\S+x$" }] },
        { channel: "Capital", any: [{ field: "source", op: "matches", value: "^Google [A-C]$" }] },
      ],
    });
    expect(rules.ownDomains).toEqual(["shop.example"]);
    const channels = ["mysource", "abcx", "GOOGLE b"].map((source) => channelOf({ source, medium: null, campaign: null }, rules.channelRules));
    expect(channels).toEqual(["Mine", "Spaced", "Capital"]);
  });

  test("edge: what types forbid is refused by name, for a slip would switch a rule off in silence", () => {
    const broken: readonly [object, string][] = [
      [{ lookback: 5 }, "lookback: expected one of lookbackUs, "],
      [{ proofMode: "Enforce" }, 'proofMode: expected off, report, enforce, got "Enforce"'],
      [{ fraud: { mode: "brust", windows: [], allowedDevices: [] } }, 'fraud.mode: expected burst or excess, got "brust"'],
      [{ fraud: { mode: "burst", windows: [] } }, "fraud.allowedDevices: expected a list of texts, got undefined"],
      [{ channelEdition: "2024" }, 'channelEdition: expected 2023-11, 2026-05, got "2024"'],
      [{ positionWeights: [1, 1] }, "positionWeights: expected three whole numbers"],
      [{ graceUs: null }, "graceUs: expected a whole number of microseconds of at least 0, got null"],
      [{ conversionIsTouch: "no" }, 'conversionIsTouch: expected true or false, got "no"'],
      [{ couponSources: "honey" }, 'couponSources: expected a list of texts, got "honey"'],
      [{ customChannelRules: [{ channel: "X" }] }, "customChannelRules: expected all or any in the rule of X, got neither"],
      [{ customChannelRules: [{ channel: "X", all: [] }] }, "customChannelRules: expected at least one condition in all and any of X, got an empty list"],
      [{ customChannelRules: [{ channel: "X", all: [{ field: "sauce", op: "present" }] }] }, 'customChannelRules: expected a field of source, medium, campaign, partner, referrerCode in the rule of X, got "sauce"'],
      [{ customChannelRules: [{ channel: "X", all: [{ field: "source", op: "in", value: "a" }] }] }, 'customChannelRules: expected a list of texts in the rule of X, got "a"'],
      [{ referrers: [{ pattern: "(?=a)", source: null, medium: "m" }] }, "referrers: expected a regular expression without look-around"],
    ];
    for (const [input, message] of broken) expect(() => attributionRules(input), message).toThrow(message);
    expect(attributionRules({ referrers: [{ pattern: "^News\\.Example$", source: null, medium: "m" }] }).referrers[0]?.pattern).toBe("^news\\.example$");
  });

  test.each([
    ["(", "a regular expression"],
    ["^(?=a)", "without look-around"],
    ["(?<n>a)", "without look-around"],
    ["(a)\\1", "without backreferences"],
    ["\\p{L}", "with escapes that RE2 shares"],
    ["[\\u0061]", "with escapes that RE2 shares"],
    ["[]", "without an empty set"],
    ["[A-z]", "with both ends of a range in one case"],
    ["^(a+)+$", "no repeat stands around another repeat"],
    ["^((?:a?)b)*$", "no repeat stands around another repeat"],
    ["^(a|a)*$", "no repeat stands around another repeat or a choice"],
    ["^([a-z]{2,5}){3,}$", "no repeat stands around another repeat"],
    ["a*a*a*a*", "at most 3 long repeats"],
    ["a?a?a?a?a?a?a?a?a?a?a?", "at most 10 optional parts"],
    ["a{1001}", "repeats of at most 1000 times"],
  ])("edge: the pattern %j is refused", (pattern, words) => {
    expect(patternFault(pattern)).toContain(words);
    expect(() => attributionRules({ customChannelRules: [{ channel: "X", all: [{ field: "source", op: "matches", value: pattern }] }] })).toThrow(`customChannelRules: expected ${String(patternFault(pattern))} in the rule of X, got `);
  });

  test("law: the patterns we ship, and plain ones, are no fault", () => {
    const own = ga4ChannelRules["2026-05"].flatMap(({ all = [], any = [] }) => [...all, ...any]).flatMap((condition) => (condition.op === "matches" ? [condition.value] : []));
    for (const pattern of [...own, "(^|\\.)news\\.example$", "^a+|b+|c+|d+$", "[^a-z\\]-]+", "^(ab)+$", "x{3}(y|z)?"]) expect(patternFault(pattern), pattern).toBeNull();
  });
});

describe("the name of a set of rules", () => {
  test("example: sixteen hexadecimal digits, the same for equal rules", () => {
    const rules = attributionRules();
    expect(rulesHash(rules)).toMatch(/^[0-9a-f]{16}$/);
    expect(rulesHash({ ...rules })).toBe(rulesHash(attributionRules()));
  });

  test("law: the halves multiply as one number of 64 bits does", () => {
    const sorted = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(sorted);
      if (typeof value !== "object" || value === null) return value;
      return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
    };
    const rules = attributionRules({ ownDomains: ["\u00fc.example"] });
    let hash = 0xcbf29ce484222325n;
    for (const byte of Buffer.from(JSON.stringify(sorted(rules)), "utf16le")) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
    expect(rulesHash(rules)).toBe(hash.toString(16).padStart(16, "0"));
  });

  test("law: every single change gives another name, the order of keys none", () => {
    const rules = attributionRules();
    const reversed = Object.fromEntries(Object.entries(rules).toReversed()) as unknown as typeof rules;
    expect(rulesHash(reversed)).toBe(rulesHash(rules));
    const changes: readonly AttributionRulesInput[] = [
      {},
      { lookbackUs: null },
      { lookbackUs: 0 },
      { proofWindowUs: 0 },
      { graceUs: 1 },
      { conversionIsTouch: true },
      { resetAtOrder: true },
      { positionWeights: [1, 1, 1] },
      { ownDomains: ["a.example"] },
      { channelEdition: "2023-11" },
      { customChannelRules: [{ channel: "x", all: [{ field: "source", op: "present" }] }] },
    ];
    expect(new Set(changes.map((change) => rulesHash(attributionRules(change)))).size).toBe(changes.length);
  });
});

describe("columns of the fact", () => {
  test("law: every field of a fact has exactly one column, in snake case", () => {
    const order = rowOf({ eventId: "e", eventName: "order.created", payload: { order_id: "o", value_minor: "1", currency: "EUR" } });
    const [fact] = factsOf([{ row: order, identityId: "a" }], attributionRules(), baseUs);
    expect(factColumns.map(({ field }) => field)).toEqual(Object.keys(fact ?? {}));
    expect(new Set(factColumns.map(({ column }) => column)).size).toBe(factColumns.length);
    for (const { column } of factColumns) expect(column).toMatch(/^[a-z]+(_[a-z]+)*$/);
  });
});
