import type { ChannelPath } from "@liftproof/attribution";
import { decimalText, exactDigits, shapleyShares } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import vectors from "../vectors/joint-models.json" with { type: "json" };

const way: fc.Arbitrary<ChannelPath> = fc.record({
  channels: fc.array(fc.constantFrom(..."ABCDEF".split("")), { minLength: 1, maxLength: 8 }),
  conversions: fc.nat(1000),
  nonConversions: fc.nat(3),
});
const unit = 10n ** BigInt(exactDigits);

describe("Shapley shares", () => {
  test("vector: values agree with the textbook sum over all coalitions in fractions", () => {
    for (const { paths, shapley } of vectors.cases) {
      const found = shapleyShares(paths.map(([channels, conversions]) => ({ channels: channels as string[], conversions: Number(conversions), nonConversions: 0 })));
      for (const [channel, fraction = ""] of shapley) {
        const [numerator = "", denominator = ""] = fraction.split("/");
        const scaled = found.find((share) => share.channel === channel)?.conversions ?? 0n;
        const error = scaled * BigInt(denominator) - BigInt(numerator) * unit;
        expect(error <= 10n * BigInt(denominator) && error >= -10n * BigInt(denominator)).toBe(true);
      }
    }
  });

  test("law: all conversions are handed out, and repeats, order and losses within a path do not matter", () => {
    fc.assert(
      fc.property(fc.array(way, { maxLength: 12 }), (paths) => {
        const shares = shapleyShares(paths);
        const total = paths.reduce((sum, { conversions }) => sum + conversions, 0);
        const handed = shares.reduce((sum, { conversions }) => sum + conversions, 0n);
        expect(Number(decimalText(handed, { scale: exactDigits, decimals: 20 }))).toBe(total);
        const mixed = paths.toReversed().map(({ channels, conversions }) => ({ channels: [...channels.toReversed(), ...channels], conversions, nonConversions: 0 }));
        expect(shapleyShares(mixed)).toEqual(shares);
      }),
    );
  });

  test("edge: nothing converted, nobody credited; broken paths are refused", () => {
    expect(shapleyShares([{ channels: ["A"], conversions: 0, nonConversions: 5 }])).toEqual([]);
    expect(() => shapleyShares([{ channels: [], conversions: 1, nonConversions: 0 }])).toThrow("paths: expected at least one channel per path, got none");
    expect(() => shapleyShares([{ channels: ["A"], conversions: 0.5, nonConversions: 0 }])).toThrow("paths: expected whole conversions of at least 0, got 0.5");
  });
});
