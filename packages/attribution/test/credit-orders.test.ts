import type { AttributionCredit, ModelName, Order, Touch } from "@liftproof/attribution";
import { attributeOrders, attributionRules, channelTotals, channelTouch, creditOrders, splitAmount } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readings } from "./support/facts.ts";
import { baseUs, history } from "./support/rows.ts";

const models: readonly ModelName[] = ["first", "last", "last-non-direct", "linear", "position", "time-decay"];
const rules = attributionRules();
const uncollapsed = attributionRules({ collapseGapUs: null });
const minuteUs = 60_000_000;

describe("credits of an order", () => {
  test("law: under every model they add up to the order, and last non-direct is the winner", () => {
    fc.assert(
      fc.property(history, fc.constantFrom(rules, uncollapsed, attributionRules({ lookbackUs: null, positionWeights: [0, 1, 0] })), (rows, chosen) => {
        const input = { ...readings(rows, chosen), rules: chosen, watermarkUs: Infinity };
        const credits = creditOrders({ ...input, models });
        for (const fact of attributeOrders(input)) {
          for (const model of models) {
            const own = credits.filter((credit) => credit.orderId === fact.orderId && credit.model === model);
            expect(own.reduce((sum, credit) => sum + credit.creditMinor, 0)).toBe(fact.orderValueMinor);
            expect(own.length === 1 && own[0]?.eventId === null).toBe(fact.candidates === 0);
          }
          const winner = credits.find((credit) => credit.orderId === fact.orderId && credit.model === "last-non-direct");
          expect([winner?.eventId, winner?.channel]).toEqual([fact.winningEventId, fact.channel]);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("law: channel totals counted along the way are those of the paths", () => {
    fc.assert(
      fc.property(history, fc.constantFrom<readonly [number, number, number]>([40, 20, 40], [0, 1, 0], [1, 0, 0], [3, 5, 0]), (rows, positionWeights) => {
        const counted = attributionRules({ collapseGapUs: null, positionWeights });
        const walked = attributionRules({ collapseGapUs: 0, positionWeights });
        const { touches, orders } = readings(rows, counted);
        // Distinct campaigns keep a gap of zero from taking anything together, so only the way of counting differs.
        const distinct = touches.map((touch, at) => (touch.open === null ? channelled(touch, at) : { ...touch, open: { ...touch.open, campaign: String(at) } }));
        const plain = distinct.map((touch) => ({ ...touch, token: null, signed: null }));
        const totals = (chosen: typeof counted): unknown =>
          channelTotals({ touches: plain, orders, rules: chosen, watermarkUs: Infinity, models: ["linear", "position"] }).models;
        expect(totals(counted)).toEqual(totals(walked));
      }),
      { numRuns: 200 },
    );
  });

  test("law: units follow exact shares, those left over go by remainder, then to the later touch, then to the greater id", () => {
    const step = fc.record({ afterUs: fc.nat(3), id: fc.constantFrom("a", "b", "c", "d", "e", "f", "\u{1f600}", "\uff5e") });
    const triple = fc.tuple(fc.nat(50), fc.nat(50), fc.nat(50)).filter((parts) => parts.some((part) => part > 0));
    fc.assert(
      fc.property(fc.uniqueArray(step, { minLength: 1, maxLength: 6, selector: ({ id }) => id }), triple, fc.integer({ min: -2000, max: 2000 }), fc.constantFrom("linear", "position"), (drawn, parts, value, model) => {
        const chosen = attributionRules({ collapseGapUs: null, positionWeights: parts });
        const touches = drawn.map(({ id, afterUs }) => touch(id, id, afterUs));
        const credits = creditsOf(model as ModelName, { touches, orders: [order(value, 9)], chosen });
        const path = drawn.toSorted((a, b) => a.afterUs - b.afterUs || byCodePoint(a.id, b.id));
        const found = new Map(credits.map(({ eventId, creditMinor }) => [eventId, creditMinor]));
        const expected = plainCredits(path.map((_, at) => plainShare(model, { at, length: path.length, parts })), value);
        for (const [at, { id }] of path.entries()) expect([id, found.get(id) ?? 0]).toEqual([id, expected[at] ?? 0]);
      }),
      { numRuns: 300 },
    );
  });

  test("law: a worthless order gives every step a plain zero, under every model", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 6 }), fc.constantFrom(rules, uncollapsed), (minutes, chosen) => {
        const touches = minutes.map((minute, at) => touch(`t${at}`, `C${at % 3}`, minute * minuteUs));
        const input = { touches, orders: [order(0, 41 * minuteUs)], rules: chosen, watermarkUs: Infinity };
        for (const { creditMinor } of creditOrders({ ...input, models })) expect(Object.is(creditMinor, 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("law: currencies never meet: credits add up per currency, and one total over two of them is refused", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ value: fc.integer({ min: -99, max: 999 }), currency: fc.constantFrom("EUR", "USD") }), { minLength: 1, maxLength: 6 }), (drawn) => {
        const orders = drawn.map(({ value, currency }, at) => ({ ...order(value, 9 + at), orderId: `o${at}`, eventId: `order${at}`, currency }));
        const input = { touches: [touch("a", "A", 0), touch("b", "B", 1), touch("c", "C", 2)], orders, rules, watermarkUs: Infinity, models };
        const currencyOf = new Map(orders.map(({ orderId, currency }) => [orderId, currency]));
        for (const currency of ["EUR", "USD"]) {
          const credited = creditOrders(input).filter(({ orderId, model }) => model === "linear" && currencyOf.get(orderId) === currency);
          const earned = drawn.filter((one) => one.currency === currency).reduce((sum, { value }) => sum + value, 0);
          expect(credited.reduce((sum, { creditMinor }) => sum + creditMinor, 0)).toBe(earned);
        }
        if (new Set(currencyOf.values()).size > 1) expect(() => channelTotals(input)).toThrow("orders: expected one currency");
        else expect(channelTotals(input).orders).toBe(drawn.length);
      }),
      { numRuns: 60 },
    );
  });

  test("edge: repeats within the gap count as the last of them, a microsecond more parts them", () => {
    const at = (gapUs: number): readonly (string | null)[] => {
      const touches = [touch("t1", "Email", 0), touch("t2", "Email", gapUs), touch("t3", "Paid Search", 1)];
      return creditsOf("linear", { touches, orders: [order(100, 60 * minuteUs)], chosen: rules }).map((credit) => credit.eventId);
    };
    expect(at(30 * minuteUs)).toEqual(["t3", "t2"]);
    expect(at(30 * minuteUs + 1)).toEqual(["t1", "t3", "t2"]);
  });

  test("edge: a left-over unit goes to the later touch, at one instant to the greater id", () => {
    const touches = [touch("a", "A", 0), touch("b", "B", 1), touch("c", "C", 1)];
    const amounts = (value: number): readonly number[] =>
      creditsOf("linear", { touches, orders: [order(value, 2)], chosen: uncollapsed }).map((credit) => credit.creditMinor);
    expect(amounts(100)).toEqual([33, 33, 34]);
    expect(amounts(101)).toEqual([33, 34, 34]);
    expect(amounts(-100)).toEqual([-33, -33, -34]);
    expect(amounts(0)).toEqual([0, 0, 0]);
  });

  test("edge: position gives one touch all, two touches the ends, and three the middle as well", () => {
    const amounts = (count: number): readonly number[] => {
      const touches = Array.from({ length: count }, (_, at) => touch(`t${at}`, `C${at}`, at));
      return creditsOf("position", { touches, orders: [order(1000, 9)], chosen: uncollapsed }).map((credit) => credit.creditMinor);
    };
    expect([amounts(1), amounts(2), amounts(3), amounts(4)]).toEqual([[1000], [500, 500], [400, 200, 400], [400, 100, 100, 400]]);
  });

  test("edge: a touch one half-life older earns half as much", () => {
    const week = rules.halfLifeUs;
    const touches = [touch("old", "A", 0), touch("new", "B", week)];
    const credits = creditsOf("time-decay", { touches, orders: [order(300, week)], chosen: attributionRules({ lookbackUs: week }) });
    expect(credits.map((credit) => credit.creditMinor)).toEqual([100, 200]);
  });

  test("law: under time decay credit halves per half-life, whatever the half-life and however long before the order", () => {
    const ages = fc.uniqueArray(fc.integer({ min: 0, max: 20 * 24 * 60 }), { minLength: 2, maxLength: 6 });
    fc.assert(
      fc.property(ages, fc.integer({ min: 60, max: 40 * 24 * 60 }), fc.integer({ min: 0, max: 1000 }), (minutes, halfLife, pause) => {
        const chosen = attributionRules({ lookbackUs: null, collapseGapUs: null, halfLifeUs: halfLife * minuteUs });
        const touches = minutes.map((minute, at) => touch(`t${at}`, "A", minute * minuteUs));
        const credits = creditsOf("time-decay", { touches, orders: [order(1_000_000_000_000, (Math.max(...minutes) + pause) * minuteUs)], chosen });
        const share = new Map(credits.map(({ eventId, creditMinor }) => [eventId, creditMinor / 1e12]));
        const whole = minutes.reduce((sum, minute) => sum + 2 ** (minute / halfLife - Math.max(...minutes) / halfLife), 0);
        for (const [at, minute] of minutes.entries()) {
          expect(share.get(`t${at}`) ?? 0).toBeCloseTo(2 ** (minute / halfLife - Math.max(...minutes) / halfLife) / whole, 11);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("example: an order nobody led to has one row without a touch", () => {
    expect(creditsOf("linear", { touches: [], orders: [order(500, 0)], chosen: rules })).toEqual([
      { orderId: "o", model: "linear", eventId: null, channel: "direct", creditMinor: 500 },
    ]);
  });
});

describe("splitting an amount", () => {
  const parts = fc.array(fc.record({ weight: fc.oneof(fc.nat(5), fc.maxSafeNat().map((n) => Math.floor(n / 64))), rank: fc.nat(20) }), { minLength: 1, maxLength: 12 });

  test("law: shares add up, keep the sign, and lie within one unit of exact", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), parts, (amount, weighted) => {
        const total = weighted.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
        fc.pre(total > 0n);
        const shares = splitAmount(amount, weighted);
        expect(shares.reduce((sum, share) => sum + BigInt(share), 0n)).toBe(BigInt(amount));
        for (const [at, share] of shares.entries()) {
          const error = BigInt(share) * total - BigInt(amount) * BigInt(weighted[at]?.weight ?? 0);
          expect(error < total && error > -total).toBe(true);
          expect(Object.is(share, -0)).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("law: a refund is the mirror image of its order", () => {
    fc.assert(
      fc.property(fc.nat(), parts, (amount, weighted) => {
        fc.pre(weighted.some(({ weight }) => weight > 0));
        const mirrored = splitAmount(-amount, weighted).map((share) => (share === 0 ? 0 : -share));
        expect(mirrored).toEqual(splitAmount(amount, weighted));
      }),
      { numRuns: 200 },
    );
  });

  test("edge: broken amounts and weights are refused", () => {
    expect(() => splitAmount(1.5, [{ weight: 1, rank: 0 }])).toThrow("amount: expected a whole number of minor units, got 1.5");
    expect(() => splitAmount(1, [{ weight: 0, rank: 0 }])).toThrow(RangeError);
    expect(() => splitAmount(1, [{ weight: -1, rank: 0 }])).toThrow(RangeError);
  });
});

/** The exact share of a step, as a fraction. */
function plainShare(model: string, { at, length, parts }: { readonly at: number; readonly length: number; readonly parts: readonly [number, number, number] }): readonly [bigint, bigint] {
  const [first, middle, last] = parts;
  if (model === "linear" || length === 1) return [1n, BigInt(length)];
  if (length === 2) return first + last === 0 ? [1n, 2n] : [BigInt(at === 0 ? first : last), BigInt(first + last)];
  const whole = BigInt(first + middle + last);
  if (at === 0) return [BigInt(first), whole];
  return at === length - 1 ? [BigInt(last), whole] : [BigInt(middle), whole * BigInt(length - 2)];
}

/** Largest remainders in whole numbers, the later step first among equals. */
function plainCredits(shares: readonly (readonly [bigint, bigint])[], value: number): readonly number[] {
  const magnitude = BigInt(Math.abs(value));
  const units = shares.map(([part, whole]) => (magnitude * part) / whole);
  const left = Number(magnitude - units.reduce((sum, unit) => sum + unit, 0n));
  const places = shares.map(([part, whole], at) => ({ at, part: (magnitude * part) % whole, whole }));
  places.sort((a, b) => Number(b.part * a.whole - a.part * b.whole) || b.at - a.at);
  for (const { at } of places.slice(0, left)) units[at] = (units[at] ?? 0n) + 1n;
  return units.map((unit) => Number(value < 0 ? -unit : unit));
}

function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function channelled(touch: Touch, at: number): Touch {
  return { ...touch, open: { channel: "Visit", source: null, medium: null, campaign: String(at) } };
}

function touch(eventId: string, channel: string, afterUs: number): Touch {
  return channelTouch({ identityId: "a", eventId, timeUs: baseUs + afterUs, channel });
}

function order(valueMinor: number, afterUs: number): Order {
  const orderTsUs = baseUs + afterUs;
  return { orderId: "o", identityId: "a", eventId: "order", orderTsUs, receivedTsUs: orderTsUs, valueMinor, currency: "EUR" };
}

function creditsOf(
  model: ModelName,
  { touches, orders, chosen }: { readonly touches: readonly Touch[]; readonly orders: readonly Order[]; readonly chosen: typeof rules },
): readonly AttributionCredit[] {
  return creditOrders({ touches, orders, rules: chosen, watermarkUs: Infinity, models: [model] });
}
