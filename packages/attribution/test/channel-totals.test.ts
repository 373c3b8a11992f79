import type { ChannelModel, ChannelTotals, Order, Touch } from "@liftproof/attribution";
import { attributionRules, channelTotals, channelTouch, decimalText, exactDigits, pathTransforms } from "@liftproof/attribution";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dataRows } from "./support/data.ts";
import { baseUs, dayUs } from "./support/rows.ts";

const secondUs = 1_000_000;
const plain = attributionRules({ lookbackUs: null, collapseGapUs: null });
const allModels: readonly ChannelModel[] = ["first", "last", "last-non-direct", "linear", "position", "time-decay", "markov:1", "markov:2", "shapley"];

describe("nine journeys over three channels", () => {
  const paths = ["A", "A B", "A B C", "B", "B A", "B C A", "C", "C A", "C B A"];
  const totals = channelTotals({ ...journeysOf(paths), rules: plain, watermarkUs: Infinity, models: allModels });

  test("vector: first, last, last non-A, linear, position and Markov agree with published totals", () => {
    const expected = dataRows("attribution/dp6_mam_abc_expected.csv");
    if (expected === null) return;
    for (const [channel = "", first, last, lastNonA, linear, position, , markov] of expected) {
      expect(valueOf(totals, "first", channel)).toBe(first);
      expect(valueOf(totals, "last", channel)).toBe(last);
      expect(valueOf(totals, "last-non-direct", channel)).toBe(lastNonA);
      expect(Number(valueOf(totals, "linear", channel))).toBe(Number(linear));
      expect(Number(valueOf(totals, "position", channel))).toBeCloseTo(Number(position), 12);
      expect(Number(valueOf(totals, "markov:1", channel))).toBeCloseTo(Number(markov), 6);
    }
  });

  test("vector: time decay with a half-life of an hour agrees with published totals of steps a day apart", () => {
    const expected = dataRows("attribution/dp6_mam_abc_expected.csv");
    if (expected === null) return;
    const { touches, orders } = journeysOf(paths);
    const hourUs = dayUs / 24;
    const apart = touches.map((touch) => ({ ...touch, arrivalTsUs: baseUs + ((touch.arrivalTsUs - baseUs) / secondUs) * dayUs, receivedTsUs: baseUs }));
    const late = orders.map((order) => ({ ...order, orderTsUs: baseUs + 9 * dayUs }));
    const decaying = attributionRules({ lookbackUs: null, collapseGapUs: null, halfLifeUs: hourUs, graceUs: 99 * dayUs });
    const found = channelTotals({ touches: apart, orders: late, rules: decaying, watermarkUs: Infinity, models: ["time-decay"] });
    for (const [channel = "", , , , , , timeDecay] of expected) expect(Number(valueOf(found, "time-decay", channel))).toBeCloseTo(Number(timeDecay), 12);
  });

  test("example: totals are decimal text without a trace of thirds", () => {
    expect(["A", "B", "C"].map((channel) => valueOf(totals, "position", channel))).toEqual(["11.1", "8.4", "7.5"]);
    expect(["A", "B", "C"].map((channel) => valueOf(totals, "shapley", channel))).toEqual(["10.5", "9", "7.5"]);
  });

  test("example: the Markov chain is solved to the last bits", () => {
    expect(totals.markovResidual).toBeLessThan(1e-14);
  });
});

describe("channel totals", () => {
  const journeySet = fc.array(fc.array(fc.constantFrom("A", "B", "C", "D"), { maxLength: 6 }), { minLength: 1, maxLength: 12 });

  test("law: every model hands out all orders and the whole value", () => {
    fc.assert(
      fc.property(journeySet, fc.array(fc.integer({ min: -900, max: 9000 }), { minLength: 12, maxLength: 12 }), (sets, values) => {
        const input = journeysOf(sets.map((set) => set.join(" ")), values);
        const totals = channelTotals({ ...input, rules: plain, watermarkUs: Infinity, models: allModels });
        const scale = 10n ** BigInt(exactDigits);
        for (const model of allModels) {
          const rows = totals.models[model] ?? [];
          const orders = rows.reduce((sum, row) => sum + row.orders, 0n);
          const value = rows.reduce((sum, row) => sum + row.valueMinor, 0n);
          expect(rounded(orders)).toBe(BigInt(input.orders.length) * scale);
          expect(rounded(value)).toBe(totals.valueMinor * scale);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("law: a transform moves no order: totals stay whole, single touches and Shapley stay as they are", () => {
    fc.assert(
      fc.property(journeySet, fc.constantFrom(...pathTransforms), (sets, transform) => {
        const input = { ...journeysOf(sets.map((set) => set.join(" "))), rules: plain, watermarkUs: Infinity, models: allModels };
        const [before, after] = [channelTotals(input), channelTotals({ ...input, transform })];
        for (const model of ["first", "last", "last-non-direct", "shapley"]) expect(after.models[model]).toEqual(before.models[model]);
        for (const model of allModels) {
          const orders = (after.models[model] ?? []).reduce((sum, row) => sum + row.orders, 0n);
          expect(rounded(orders)).toBe(BigInt(input.orders.length) * 10n ** BigInt(exactDigits));
        }
      }),
      { numRuns: 100 },
    );
  });

  test("law: the order of rows and their repeats change no bit of any model", () => {
    fc.assert(
      fc.property(journeySet, fc.constantFrom(...pathTransforms), (sets, transform) => {
        const { touches, orders } = journeysOf(sets.map((set) => set.join(" ")));
        const lost = [touchAt("lost", "B", 1), touchAt("lost", "D", 3)];
        const read = (chosen: readonly Touch[], bought: readonly Order[]): ChannelTotals =>
          channelTotals({ touches: chosen, orders: bought, rules: plain, watermarkUs: Infinity, models: allModels, transform });
        const repeated = [...touches, ...lost].toReversed().flatMap((touch, at) => (at % 2 === 0 ? [touch, touch] : [touch]));
        expect(read(repeated, [...orders.toReversed(), ...orders])).toEqual(read([...lost, ...touches], orders));
      }),
      { numRuns: 60 },
    );
  });

  test("law: Shapley shares agree with the sum over all subsets", () => {
    fc.assert(
      fc.property(journeySet, (sets) => {
        const input = journeysOf(sets.map((set) => set.join(" ")));
        const totals = channelTotals({ ...input, rules: plain, watermarkUs: Infinity, models: ["shapley"] });
        for (const channel of ["A", "B", "C", "D"]) {
          const expected = textbookShapley(sets.filter((set) => set.length > 0), channel) * 3;
          expect(Number(valueOf(totals, "shapley", channel))).toBeCloseTo(expected, 9);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("edge: orders without a touch stand under direct in every model", () => {
    const totals = channelTotals({ ...journeysOf(["", "A"]), rules: plain, watermarkUs: Infinity, models: allModels });
    expect(totals.ordersWithoutTouch).toBe(1);
    for (const model of allModels) {
      expect(["A", "direct"].map((channel) => valueOf(totals, model, channel))).toEqual(["3", "3"]);
      expect(totals.models[model]).toHaveLength(2);
    }
  });

  test("edge: a touch spent by an order is not used again after a reset, one at the instant of the order included", () => {
    const touches = [touchAt("x", "A", 0), touchAt("x", "B", 10), touchAt("x", "C", 11)];
    const orders = [orderAt("o1", "x", 10), orderAt("o2", "x", 20)];
    const linear = (resetAtOrder: boolean): readonly string[] => {
      const rules = attributionRules({ lookbackUs: null, collapseGapUs: null, resetAtOrder });
      const totals = channelTotals({ touches, orders, rules, watermarkUs: Infinity, models: ["linear"] });
      return ["A", "B", "C"].map((channel) => valueOf(totals, "linear", channel));
    };
    expect(linear(true)).toEqual(["1.5", "1.5", "3"]);
    expect(linear(false)).toEqual(["2.5", "2.5", "1"]);
  });

  test("edge: the event of an order is its own touch only when the rules say so", () => {
    const touches: readonly Touch[] = [touchAt("x", "A", 0), channelTouch({ identityId: "x", eventId: "o1", timeUs: baseUs + 10 * secondUs, channel: "B" })];
    const orders: readonly Order[] = [{ ...orderAt("o1", "x", 10), eventId: "o1" }];
    const last = (conversionIsTouch: boolean): string => {
      const rules = attributionRules({ conversionIsTouch });
      return channelTotals({ touches, orders, rules, watermarkUs: Infinity, models: ["last"] }).models["last"]?.[0]?.channel ?? "";
    };
    expect([last(false), last(true)]).toEqual(["A", "B"]);
  });

  test("edge: journeys that led to nothing lower what Markov credits, but earn nothing by themselves", () => {
    const input = journeysOf(["A", "B"]);
    const lost = [touchAt("lost1", "A", 0), touchAt("lost2", "D", 0)];
    const totals = channelTotals({ ...input, touches: [...input.touches, ...lost], rules: plain, watermarkUs: Infinity, models: ["markov:1"] });
    expect(["A", "B", "D"].map((channel) => valueOf(totals, "markov:1", channel))).toEqual(["3", "3", "0"]);
    expect(totals.models["markov:1"]).toHaveLength(2);
  });

  test("edge: two currencies are refused", () => {
    const orders = [orderAt("o1", "x", 1), { ...orderAt("o2", "x", 2), currency: "USD" }];
    expect(() => channelTotals({ touches: [], orders, rules: plain, watermarkUs: Infinity, models: ["last"] })).toThrow(
      "orders: expected one currency, got EUR and USD; total each by itself",
    );
  });
});

describe("a month of real journeys", () => {
  test("example: totals of first, last, linear and position agree with a plain count over every path", () => {
    const rows = dataRows("journeys-july2018/touches.csv.gz");
    if (rows === null) return;
    const touches: Touch[] = [];
    const orders: Order[] = [];
    const byCustomer = new Map<string, { timeUs: number; channel: string; value: number; id: string; isOrder: boolean }[]>();
    for (const [at, [customer = "", time = "", , conversion, value = "", channel = ""]] of rows.entries()) {
      const id = String(at).padStart(7, "0");
      const timeUs = Date.parse(time) * 1000;
      const isOrder = conversion === "1";
      const valueMinor = Math.round(Number(value) * 100);
      touches.push(channelTouch({ identityId: customer, eventId: id, timeUs, channel }));
      if (isOrder) orders.push({ orderId: id, identityId: customer, eventId: id, orderTsUs: timeUs, receivedTsUs: timeUs, valueMinor, currency: "EUR" });
      const list = byCustomer.get(customer) ?? [];
      list.push({ timeUs, channel, value: valueMinor, id, isOrder });
      byCustomer.set(customer, list);
    }
    const rules = attributionRules({ lookbackUs: 7 * dayUs, collapseGapUs: null, conversionIsTouch: true });
    const totals = channelTotals({ touches, orders, rules, watermarkUs: Infinity, models: ["first", "last", "linear", "position"] });
    const expected = plainTotals(byCustomer, 7 * dayUs);
    expect(totals.orders).toBe(orders.length);
    for (const model of ["first", "last", "linear", "position"] as const) {
      for (const { channel, valueMinor } of totals.models[model] ?? []) {
        expect(Number(decimalText(valueMinor, { scale: exactDigits, decimals: 9 }))).toBeCloseTo(expected[model].get(channel) ?? 0, 4);
      }
    }
  });
});

type PlainTouch = { timeUs: number; channel: string; value: number; id: string; isOrder: boolean };

function plainTotals(byCustomer: ReadonlyMap<string, PlainTouch[]>, lookbackUs: number): Record<"first" | "last" | "linear" | "position", Map<string, number>> {
  const totals = { first: new Map<string, number>(), last: new Map<string, number>(), linear: new Map<string, number>(), position: new Map<string, number>() };
  const add = (map: Map<string, number>, channel: string | undefined, value: number): unknown => map.set(channel ?? "", (map.get(channel ?? "") ?? 0) + value);
  for (const list of byCustomer.values()) {
    list.sort((a, b) => a.timeUs - b.timeUs || (a.id < b.id ? -1 : 1));
    for (const order of list.filter((row) => row.isOrder)) {
      const path = list.filter((row) => row.timeUs <= order.timeUs && row.timeUs >= order.timeUs - lookbackUs);
      add(totals.first, path[0]?.channel, order.value);
      add(totals.last, path.at(-1)?.channel, order.value);
      for (const [at, { channel }] of path.entries()) {
        add(totals.linear, channel, order.value / path.length);
        const end = at === 0 || at === path.length - 1;
        const share = path.length === 1 ? 1 : path.length === 2 ? 0.5 : end ? 0.4 : 0.2 / (path.length - 2);
        add(totals.position, channel, order.value * share);
      }
    }
  }
  return totals;
}

function valueOf(totals: ChannelTotals, model: ChannelModel, channel: string): string {
  const row = totals.models[model]?.find((candidate) => candidate.channel === channel);
  return decimalText(row?.valueMinor ?? 0n, { scale: exactDigits, decimals: 12 });
}

function rounded(scaled: bigint): bigint {
  const step = 10n ** 6n;
  const half = scaled < 0n ? -step / 2n : step / 2n;
  return ((scaled + half) / step) * step;
}

/** One identity per path, a touch per second, an order one second after the last. A is the direct channel. */
function journeysOf(paths: readonly string[], values: readonly number[] = []): { touches: readonly Touch[]; orders: readonly Order[] } {
  const touches = paths.flatMap((path, at) =>
    path === "" ? [] : path.split(" ").map((channel, step) => touchAt(`u${at}`, channel, step)),
  );
  const orders = paths.map((path, at) => ({ ...orderAt(`o${at}`, `u${at}`, path.length + 1), valueMinor: values[at] ?? 3 }));
  return { touches, orders };
}

function touchAt(identityId: string, channel: string, second: number): Touch {
  return channelTouch({ identityId, eventId: `${identityId}-${second}`, timeUs: baseUs + second * secondUs, channel, isDirect: channel === "A" });
}

function orderAt(orderId: string, identityId: string, second: number): Order {
  const orderTsUs = baseUs + second * secondUs;
  return { orderId, identityId, eventId: `event-${orderId}`, orderTsUs, receivedTsUs: orderTsUs, valueMinor: 3, currency: "EUR" };
}

function textbookShapley(sets: readonly (readonly string[])[], player: string): number {
  const players = ["A", "B", "C", "D"];
  const others = players.filter((name) => name !== player);
  const worth = (coalition: readonly string[]): number => sets.filter((set) => set.every((name) => coalition.includes(name))).length;
  const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1));
  let value = 0;
  for (let mask = 0; mask < 2 ** others.length; mask++) {
    const coalition = others.filter((_, bit) => (mask >> bit) % 2 === 1);
    const weight = (factorial(coalition.length) * factorial(players.length - coalition.length - 1)) / factorial(players.length);
    value += weight * (worth([...coalition, player]) - worth(coalition));
  }
  return value;
}
