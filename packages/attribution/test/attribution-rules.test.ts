import { attributionRules, channelOf, factColumns, rulesHash } from "@liftproof/attribution";
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

  test("example: hosts and values of custom rules are folded, patterns are left as written", () => {
    const rules = attributionRules({
      ownDomains: ["Shop.Example"],
      customChannelRules: [
        { channel: "Mine", all: [{ field: "source", op: "in", value: ["MySource"] }] },
        { channel: "Spaced", all: [{ field: "source", op: "matches", value: "^\\S+x$" }] },
      ],
    });
    expect(rules.ownDomains).toEqual(["shop.example"]);
    const channels = ["mysource", "abcx"].map((source) => channelOf({ source, medium: null, campaign: null }, rules.channelRules));
    expect(channels).toEqual(["Mine", "Spaced"]);
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
      { customChannelRules: [{ channel: "x" }] },
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
