import type { ChannelPath } from "@liftproof/attribution";
import { markovShares } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { channelChain } from "../../src/models/channel-chain.ts";
import { eliminatedValues } from "../../src/models/eliminated-values.ts";
import { relaxedValues } from "../../src/models/relaxed-values.ts";
import vectors from "../vectors/joint-models.json" with { type: "json" };

const way: fc.Arbitrary<ChannelPath> = fc.record({
  channels: fc.array(fc.constantFrom("A", "B", "C", "D"), { minLength: 1, maxLength: 6 }),
  conversions: fc.nat(3),
  nonConversions: fc.nat(3),
});
const ways = fc.array(way, { minLength: 1, maxLength: 8 });

describe("Markov shares", () => {
  test("law: they agree with a chain that is simply followed until nobody is left", () => {
    fc.assert(
      fc.property(ways, fc.integer({ min: 1, max: 3 }), (paths, order) => {
        const { shares, residual } = markovShares(paths, order);
        expect(residual).toBeLessThan(1e-14);
        const expected = followed(paths, order);
        for (const { channel, removalEffect } of shares) expect(removalEffect).toBeCloseTo(expected.get(channel) ?? 0, 9);
      }),
      { numRuns: 150 },
    );
  });

  test("law: shares lie in [0, 1] and add up to one when anything converted", () => {
    fc.assert(
      fc.property(ways, fc.integer({ min: 1, max: 3 }), (paths, order) => {
        const { shares } = markovShares(paths, order);
        const converted = paths.some(({ conversions }) => conversions > 0);
        expect(shares.length > 0).toBe(converted);
        if (!converted) return;
        expect(shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
        for (const { share } of shares) expect(share >= 0 && share <= 1).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test("vector: effects and shares of orders 1 to 4 agree with exact fractions in Python, each to its last digits", () => {
    for (const { name, paths, markov } of vectors.cases) {
      for (const [order, expected] of Object.entries(markov)) {
        const { shares, residual } = markovShares(paths.map(channelPath), Number(order));
        expect(residual).toBeLessThan(5e-16);
        expect(shares.map(({ channel }) => channel)).toEqual(expected.map(([channel]) => channel));
        for (const [at, [, effect, share]] of expected.entries()) {
          const found = shares[at];
          for (const [value, truth] of [[found?.removalEffect, effect], [found?.share, share]]) {
            expect([name, order, Math.abs(Number(value) - Number(truth)) <= 5e-14 * Number(truth)]).toEqual([name, order, true]);
          }
        }
      }
    }
  });

  test("law: coming to rest and elimination find the same values", () => {
    const long: fc.Arbitrary<ChannelPath> = fc.record({
      channels: fc.array(fc.constantFrom(..."ABCDEFGH".split("")), { minLength: 1, maxLength: 12 }),
      conversions: fc.nat(3),
      nonConversions: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(fc.array(long, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 3 }), (paths, order) => {
        const chain = channelChain(paths, order);
        const system = { chain, states: Int32Array.from(chain.memories.keys()), gains: chain.wins, exits: chain.ends };
        const eliminated = eliminatedValues(system);
        for (const [state, value] of (relaxedValues(system) ?? []).entries()) expect(Math.abs(value - (eliminated[state] ?? -1))).toBeLessThan(1e-13);
      }),
      { numRuns: 60 },
    );
  });

  test("law: walks of a hundred steps still come to rest at the eliminated values, walks of a million are left to elimination", () => {
    const lengthy = (repeats: number): readonly ChannelPath[] =>
      ["ABCDEFAGBHC", "HGFEDCBAHA", "BDFHACEGBB", "CCAAHHEEBG"].map((round, at) => ({
        channels: Array.from({ length: 10 }, () => round.split("")).flat(),
        conversions: at === 0 ? 1 : 0,
        nonConversions: repeats,
      }));
    const systemOf = (paths: readonly ChannelPath[]): Parameters<typeof relaxedValues>[0] => {
      const chain = channelChain(paths, 2);
      return { chain, states: Int32Array.from(chain.memories.keys()), gains: chain.wins, exits: chain.ends };
    };
    const system = systemOf(lengthy(3));
    const eliminated = eliminatedValues(system);
    const rested = relaxedValues(system);
    expect(rested).not.toBeNull();
    for (const state of system.states) expect(Math.abs((rested?.[state] ?? -1) / (eliminated[state] ?? 1) - 1)).toBeLessThan(5e-14);
    const endless = lengthy(3).map((path) => ({ ...path, channels: Array.from({ length: 100 }, () => path.channels).flat() }));
    expect(relaxedValues(systemOf(endless))).toBeNull();
    expect(markovShares(endless, 2).residual).toBeLessThan(1e-15);
  });

  test("law: the same journeys in another order give the same bits", () => {
    fc.assert(
      fc.property(ways, fc.integer({ min: 1, max: 4 }), (paths, order) => {
        const [head, ...tail] = paths;
        const split = head === undefined ? [] : [{ ...head, conversions: 0 }, { ...head, nonConversions: 0 }];
        expect(markovShares([...tail.toReversed(), ...split], order)).toEqual(markovShares(paths, order));
      }),
      { numRuns: 150 },
    );
  });

  test("law: names do not matter", () => {
    const names: Readonly<Record<string, string>> = { A: "z", B: "y", C: "x", D: "w" };
    fc.assert(
      fc.property(ways, (paths) => {
        const renamed = paths.map((path) => ({ ...path, channels: path.channels.map((channel) => names[channel] ?? "") }));
        const before = new Map(markovShares(paths, 2).shares.map(({ channel, share }) => [names[channel], share]));
        for (const { channel, share } of markovShares(renamed, 2).shares) expect(share).toBeCloseTo(before.get(channel) ?? -1, 12);
      }),
      { numRuns: 100 },
    );
  });

  test("edge: walks that almost never end keep their precision", () => {
    const many = 1_000_000_000;
    const loop: ChannelPath = { channels: ["A", "B", "A", "B", "A", "B"], conversions: 0, nonConversions: many };
    const end: ChannelPath = { channels: ["A"], conversions: 1, nonConversions: 0 };
    const { shares, residual } = markovShares([loop, end], 1);
    expect(residual).toBeLessThan(1e-15);
    expect(shares.map(({ channel, removalEffect }) => [channel, removalEffect > 0 && removalEffect <= 1])).toEqual([
      ["A", true],
      ["B", true],
    ]);
  });

  test("edge: an order below one and an empty path are refused", () => {
    expect(() => markovShares([], 0)).toThrow("order: expected a whole number of at least 1, got 0");
    expect(() => markovShares([], 1.5)).toThrow(RangeError);
    expect(() => markovShares([{ channels: [], conversions: 1, nonConversions: 0 }], 1)).toThrow(RangeError);
    expect(() => markovShares([{ channels: ["A"], conversions: -1, nonConversions: 0 }], 1)).toThrow(
      "paths: expected whole conversions and nonConversions of at least 0, got -1 and 0",
    );
  });

  test("edge: nothing walked and nothing won leave nobody with a share", () => {
    expect(markovShares([], 2)).toEqual({ shares: [], residual: 0 });
    expect(markovShares([{ channels: ["A"], conversions: 0, nonConversions: 0 }], 2)).toEqual({ shares: [], residual: 0 });
    expect(markovShares([{ channels: ["A"], conversions: 0, nonConversions: 9 }], 2).shares).toEqual([]);
  });

  test("edge: a channel that no conversion passes has no effect at all, not nearly none", () => {
    const lost: ChannelPath = { channels: ["B", "C"], conversions: 0, nonConversions: 1 };
    const { shares } = markovShares([{ channels: ["A", "D", "A"], conversions: 1, nonConversions: 6 }, lost], 2);
    expect(shares.map(({ removalEffect }) => removalEffect)).toEqual([1, 0, 0, 1]);
  });

  test("example: a removal that every conversion needs takes them all", () => {
    const { shares } = markovShares([{ channels: ["A", "B"], conversions: 5, nonConversions: 2 }], 1);
    expect(shares.map(({ removalEffect, share }) => [removalEffect, share])).toEqual([
      [1, 0.5],
      [1, 0.5],
    ]);
  });
});

function channelPath([channels, conversions, nonConversions]: readonly unknown[]): ChannelPath {
  return { channels: channels as readonly string[], conversions: Number(conversions), nonConversions: Number(nonConversions) };
}

/** Removal effects by iterating the chain step by step. */
function followed(paths: readonly ChannelPath[], order: number): ReadonlyMap<string, number> {
  const next = new Map<string, Map<string, number>>();
  const pass = (from: string, to: string, weight: number): void => {
    const row = next.get(from) ?? new Map<string, number>();
    row.set(to, (row.get(to) ?? 0) + weight);
    next.set(from, row);
  };
  for (const { channels, conversions, nonConversions } of paths) {
    if (conversions + nonConversions === 0) continue;
    let state = "";
    for (const at of channels.keys()) {
      const to = channels.slice(Math.max(0, at + 1 - order), at + 1).join(">");
      pass(state, to, conversions + nonConversions);
      state = to;
    }
    pass(state, "won", conversions);
    pass(state, "lost", nonConversions);
  }
  const won = (removed: string | null): number => {
    let crowd = new Map([["", 1]]);
    let total = 0;
    for (let step = 0; step < 4000 && crowd.size > 0; step++) {
      const moved = new Map<string, number>();
      for (const [state, mass] of crowd) {
        const row = next.get(state) ?? new Map<string, number>();
        const weight = [...row.values()].reduce((sum, value) => sum + value, 0);
        for (const [to, part] of row) {
          const share = (mass * part) / weight;
          if (to === "won") total += share;
          else if (share > 1e-16 && to !== "lost" && (removed === null || !to.split(">").includes(removed))) moved.set(to, (moved.get(to) ?? 0) + share);
        }
      }
      crowd = moved;
    }
    return total;
  };
  const all = won(null);
  return new Map(["A", "B", "C", "D"].map((channel) => [channel, all === 0 ? 0 : 1 - won(channel) / all]));
}
