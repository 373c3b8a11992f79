import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SplitDay } from "../src/index.ts";
import { detectableShareDeviation, mergeSplitDays, phasedSampleRatio, sampleRatio, splitSequence } from "../src/index.ts";
import killTimes from "./vectors/kill-times.json" with { type: "json" };

const dayOf = (day: number, units: readonly number[], weights: readonly number[] = units.map(() => 1), phase = 1): SplitDay => ({
  day,
  phases: [{ phase, arms: units.map((count, index) => ({ arm: `arm${index}`, units: count, weight: weights[index] ?? 1 })) }],
});
const counts = fc.array(fc.array(fc.nat(3000), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 });

describe("split by day", () => {
  test("law: however units are cut into partials and in whatever order these come, the looks are the same", () => {
    fc.assert(
      fc.property(counts, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), fc.integer({ min: 1, max: 4 }), (days, random, parts) => {
        const whole = days.map((units, day) => dayOf(day, units));
        const pieces = days.flatMap((units, day) => {
          const left = [...units];
          return Array.from({ length: parts }, (_, part) => {
            const own = left.map((count) => (part === parts - 1 ? count : Math.floor(count * random.next().value)));
            own.forEach((count, arm) => (left[arm] = (left[arm] ?? 0) - count));
            return dayOf(day, own);
          });
        });
        const shuffled = pieces.map((piece) => ({ piece, key: random.next().value })).toSorted((a, b) => a.key - b.key).map(({ piece }) => piece);
        const middle = Math.floor(shuffled.length / 2);
        const merged = mergeSplitDays(mergeSplitDays([], shuffled.slice(middle)), mergeSplitDays([], shuffled.slice(0, middle)));
        expect(merged).toEqual(mergeSplitDays([], whole));
        expect(splitSequence(merged)).toEqual(splitSequence(whole));
      }),
      { numRuns: 40 },
    );
  });

  test("law: the anytime p only falls, and everything without a memory is that of the sum", () => {
    fc.assert(
      fc.property(counts, (days) => {
        const looks = splitSequence(days.map((units, day) => dayOf(day, units)));
        const least = looks.map(({ sampleRatio: one }) => one.anytimePValue);
        expect(least).toEqual(least.toSorted((a, b) => b - a));
        const sum = days.reduce<readonly number[]>((total, units) => total.map((count, arm) => count + (units[arm] ?? 0)), [0, 0, 0]);
        const once = phasedSampleRatio(dayOf(0, sum).phases);
        const last = looks.at(-1)?.sampleRatio;
        expect(last).toMatchObject({ pValue: once.pValue, chiSquare: once.chiSquare, arms: once.arms, worstDeviationPoints: once.worstDeviationPoints });
        expect(last?.anytimePValue).toBe(Math.min(...looks.map((_, index) => splitSequence(days.slice(0, index + 1).map((units, day) => dayOf(day, units))).at(-1)?.sampleRatio.anytimePValue ?? 1)));
      }),
      { numRuns: 40 },
    );
  });

  test("law: when the guard kills is what an independent recursion over every count says", () => {
    for (const { promised, true: share, killedBy } of killTimes.cases) {
      if (promised !== 0.5) continue;
      const marks = Object.keys(killedBy).map(Number).filter((mark) => mark <= 2000);
      const { killed, medianUnits } = killsOf(share, Math.max(0, ...marks));
      for (const mark of marks) expect(Math.abs((killed[mark] ?? Number.NaN) / (killedBy[String(mark) as keyof typeof killedBy] ?? 0) - 1)).toBeLessThan(1e-6);
      if (share === 0.45) expect(medianUnits).toBe(1840);
    }
  });

  test("edge: one look at the end warns by its own p-value, the days before it do not", () => {
    const looks = splitSequence([dayOf(1, [50_600, 49_400]), dayOf(2, [0, 0])]);
    expect(looks.map(({ sampleRatio: { verdict } }) => verdict)).toEqual(["healthy", "warn"]);
    expect(splitSequence([dayOf(1, [50_600, 49_400])], { interim: true })[0]?.sampleRatio.verdict).toBe("healthy");
  });

  test("edge: a split that once was certainly broken stays warned of after it has been evened out", () => {
    const looks = splitSequence([dayOf(1, [600, 400]), dayOf(2, [4400, 4600])], { interim: true });
    expect(looks.map(({ sampleRatio: { verdict } }) => verdict)).toEqual(["kill", "warn"]);
    expect(sampleRatio([{ arm: "a", units: 5000, weight: 1 }, { arm: "b", units: 5000, weight: 1 }]).verdict).toBe("healthy");
  });

  test("edge: an arm that a new phase brings is not off before its first unit", () => {
    const days = [dayOf(1, [50_450, 49_550]), dayOf(2, [0, 0, 0], [1, 1, 1], 2)];
    expect(splitSequence(days, { interim: true, previousAnytimePValue: 1e-7 })[1]?.sampleRatio.verdict).toBe("warn");
  });

  test("edge: no day at all, and one day under two weights, are refused by name", () => {
    expect(() => splitSequence([])).toThrow("days: expected at least one day, got none");
    expect(() => mergeSplitDays([dayOf(1, [1, 1])], [dayOf(1, [1, 1], [1, 2])])).toThrow("weight: expected one weight for arm arm1");
  });
});

describe("smallest deviation", () => {
  test("law: four times the units halve it, and no share has one above itself", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (units, share) => {
        const found = detectableShareDeviation({ units, share });
        if (found === null) return;
        expect(found).toBeLessThanOrEqual(Math.max(share, 1 - share));
        expect(detectableShareDeviation({ units: 4 * units, share })).toBeCloseTo(found / 2, 14);
      }),
    );
    expect(detectableShareDeviation({ units: 4 })).toBe(null);
  });

  test("edge: arguments out of range are refused by name", () => {
    expect(() => detectableShareDeviation({ units: 0 })).toThrow("units: expected a whole number >= 1, got 0");
    expect(() => detectableShareDeviation({ units: 9, share: 1 })).toThrow("share:");
    expect(() => detectableShareDeviation({ units: 9, alpha: 0 })).toThrow("alpha:");
    expect(() => detectableShareDeviation({ units: 9, power: 1 })).toThrow("power:");
  });
});

/**
 * Chance that the guard has killed a promised half after every unit up to some number, when the first arm
 * truly gets `share`: the distribution of its count and of how small the running p has become, carried from
 * unit to unit. The guard itself is asked for the edges, which by symmetry are one count each.
 */
function killsOf(share: number, units: number): { readonly killed: readonly number[]; readonly medianUnits: number | undefined } {
  const ask = (a: number, n: number, previousAnytimePValue: number) =>
    sampleRatio([{ arm: "a", units: a, weight: 1 }, { arm: "b", units: n - a, weight: 1 }], { interim: true, previousAnytimePValue });
  const conditions: readonly ((a: number, n: number) => boolean)[] = [
    (a, n) => ask(a, n, 1).anytimePValue < 1e-3,
    (a, n) => ask(a, n, 1).anytimePValue < 1e-6,
    (a, n) => ask(a, n, 9e-4).verdict === "kill",
    (a, n) => ask(a, n, 9e-7).verdict === "kill",
  ];
  const edges = [1, 1, 1, 1];
  const killed = [0];
  const none = Float64Array.of(1, ...new Float64Array(units));
  const [small, tiny] = [new Float64Array(units + 1), new Float64Array(units + 1)];
  for (let n = 1; n <= units; n += 1) {
    // Counts of no weight are passed over: beyond ten standard deviations there is nothing.
    const reach = 5 * Math.sqrt(n) + 2;
    const [from, to] = [Math.max(0, Math.floor(n * share - reach)), Math.min(n, Math.ceil(n * share + reach))];
    for (const level of [none, small, tiny]) {
      for (let a = to; a >= from; a -= 1) level[a] = (level[a - 1] ?? 0) * share + (level[a] ?? 0) * (1 - share);
    }
    const [p3 = n, p6 = n, kill3 = n, kill6 = n] = edges.map((edge, index) => {
      let count = Math.max(edge, Math.ceil(n / 2));
      while (count <= n && conditions[index]?.(count, n) === false) count += 1;
      return (edges[index] = count);
    });
    let now = killed.at(-1) ?? 0;
    for (let a = from; a <= to; a += 1) {
      const far = Math.max(a, n - a);
      if (far >= p3) [small[a], none[a]] = [(small[a] ?? 0) + (none[a] ?? 0), 0];
      if (far >= p6) [tiny[a], small[a]] = [(tiny[a] ?? 0) + (small[a] ?? 0), 0];
      if (far >= kill3) [now, small[a]] = [now + (small[a] ?? 0), 0];
      if (far >= kill6) [now, tiny[a]] = [now + (tiny[a] ?? 0), 0];
    }
    killed.push(now);
  }
  const median = killed.findIndex((chance) => chance >= 0.5);
  return { killed, medianUnits: median === -1 ? undefined : median };
}
