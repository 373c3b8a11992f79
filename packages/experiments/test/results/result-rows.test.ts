import { analysis, comparisonAlpha, experimentInput, loadExperiments, plannedEndReached, resultColumns, resultRows } from "@liftproof/experiments";
import type { ExperimentDefinition, ExperimentResultRow, MetricDefinition, MetricMoments } from "@liftproof/experiments";
import type { RateCount } from "@liftproof/estimators";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decidingEvidence } from "../../src/results/deciding-evidence.ts";
import { effectWords } from "../../src/results/effect-words.ts";
import { changed, references } from "../config/valid-files.ts";

const DAY = 86_400_000_000;
const START = Date.UTC(2026, 11, 1) * 1000;

function defined(...replacements: readonly (readonly [string, string])[]): { readonly experiment: ExperimentDefinition; readonly metrics: readonly MetricDefinition[] } {
  const { experiments, metrics, faults } = loadExperiments([changed(...replacements)], references);
  expect(faults).toEqual([]);
  return { experiment: experiments[0]!, metrics };
}
const fixed = defined();
const sequential = defined(["phase: 1", "decision: { rule: sequential }"]);
const bayesian = defined(["phase: 1", "decision: { rule: bayesian }"], ["guardrails: [refund_rate]", "guardrails: []"]);

interface Look {
  readonly orders: readonly [control: RateCount, treatment: RateCount];
  readonly refunds?: readonly [control: RateCount, treatment: RateCount];
  readonly days?: number;
  readonly units?: readonly [number, number];
}

function rows({ experiment, metrics }: typeof fixed, { orders, refunds, days = 28, units }: Look): readonly ExperimentResultRow[] {
  const [control, treatment] = orders;
  const rate = (metric: string, [a, b]: readonly [RateCount, RateCount]): MetricMoments => ({ metric, kind: "rate", missingUnits: 0, byArm: { control: a, short_form: b } });
  const asOfUs = START + days * DAY;
  const input = experimentInput(experiment, metrics, {
    unitsByVariant: { control: units?.[0] ?? control.trials, short_form: units?.[1] ?? treatment.trials },
    moments: [rate("order_rate", orders), ...(refunds === undefined ? [] : [rate("refund_rate", refunds)])],
    droppedUnits: {}, asOfUs, firstExposureUs: START,
  });
  return resultRows({ experiment, metrics, analysis: analysis(input), asOfUs });
}
const of = (successes: number, trials: number): RateCount => ({ successes, trials });
const calm = [of(200, 20_000), of(198, 20_000)] as const;
const decisionOf = (from: readonly ExperimentResultRow[]): readonly [string, string] => [from[0]!.decision, from[0]!.decisionReason];

describe("the split", () => {
  test("law: evidence against it that an earlier look found stays found, and decides nothing while it is weak", () => {
    const { experiment, metrics } = fixed;
    const judged = (previousAnytimePValue?: number): readonly ExperimentResultRow[] => {
      const asOfUs = START + 28 * DAY;
      const moments: readonly MetricMoments[] = [{ metric: "order_rate", kind: "rate", missingUnits: 0, byArm: { control: of(800, 20_000), short_form: of(960, 20_000) } }];
      const counts = { unitsByVariant: { control: 20_000, short_form: 20_000 }, moments, droppedUnits: {}, asOfUs, firstExposureUs: START, ...(previousAnytimePValue === undefined ? {} : { previousAnytimePValue }) };
      return resultRows({ experiment, metrics, analysis: analysis(experimentInput(experiment, metrics, counts)), asOfUs });
    };
    expect(judged(0.0009)[0]).toMatchObject({ srmVerdict: "warn", srmAnytimePValue: 0.0009, decision: "invalid" });
    expect(judged(0.0011)[0]).toMatchObject({ srmVerdict: "healthy", srmAnytimePValue: 0.0011, decision: "stop" });
    expect(judged()).toEqual(judged(1));
  });
});

describe("decisions by the fixed rule", () => {
  test("example: a better primary metric with a kept guardrail ships at the planned end", () => {
    const found = rows(fixed, { orders: [of(800, 20_000), of(960, 20_000)], refunds: calm });
    expect(found.map(({ role, decision, guardrailVerdict }) => [role, decision, guardrailVerdict])).toEqual([["primary", "ship", null], ["guardrail", "ship", "non_inferior"]]);
    expect(found[0]?.decisionReason).toMatch(/^order_rate is better: 0\.8 points \(.* to .*\), p = .*; every guardrail keeps its margin$/);
  });

  test("edge: the same data a day before the planned end continues", () => {
    expect(decisionOf(rows(fixed, { orders: [of(800, 20_000), of(960, 20_000)], refunds: calm, days: 27 }))[0]).toBe("continue");
  });

  test("example: worse stops, nothing shown stops, too few units stop, each with its reason", () => {
    expect(decisionOf(rows(fixed, { orders: [of(960, 20_000), of(800, 20_000)], refunds: calm }))).toEqual(["stop", expect.stringContaining("order_rate is worse")]);
    expect(decisionOf(rows(fixed, { orders: [of(800, 20_000), of(805, 20_000)], refunds: calm }))).toEqual(["stop", expect.stringContaining("no effect on order_rate is shown")]);
    expect(decisionOf(rows(fixed, { orders: [of(0, 20_000), of(0, 20_000)], refunds: calm }))).toEqual(["stop", "order_rate gives no answer: nobody has converted"]);
  });

  test("edge: a guardrail that is harmed or not measured keeps a winner from shipping", () => {
    const orders = [of(800, 20_000), of(960, 20_000)] as const;
    expect(decisionOf(rows(fixed, { orders, refunds: [of(200, 20_000), of(400, 20_000)] }))).toEqual(["stop", "guardrail refund_rate is harmed by more than its margin"]);
    expect(decisionOf(rows(fixed, { orders, refunds: [of(200, 20_000), of(235, 20_000)] }))).toEqual(["stop", expect.stringContaining("refund_rate is not shown to keep its margin")]);
    expect(decisionOf(rows(fixed, { orders }))).toEqual(["stop", expect.stringContaining("refund_rate is not shown to keep its margin")]);
  });

  test("example: a guardrail that nobody has tripped keeps its margin once there are units enough", () => {
    const orders = [of(800, 20_000), of(960, 20_000)] as const;
    expect(rows(fixed, { orders, refunds: [of(0, 20_000), of(0, 20_000)] }).map(({ decision, guardrailVerdict }) => [decision, guardrailVerdict])).toEqual([["ship", null], ["ship", "non_inferior"]]);
    // A margin of 0.002 needs 1917 units: 3.8415 * (1 / 0.002 - 1).
    const verdictAt = (trials: number): unknown => rows(fixed, { orders, refunds: [of(0, trials), of(0, trials)] })[1]?.guardrailVerdict;
    expect([verdictAt(1916), verdictAt(1918)]).toEqual(["undecided", "non_inferior"]);
    const strong = { orders: [of(800, 20_000), of(1100, 20_000)], refunds: [of(0, 20_000), of(0, 20_000)], days: 9 } as const;
    expect(rows(sequential, strong)[0]).toMatchObject({ decision: "ship" });
  });

  test("example: money is told in its currency, a rate in points", () => {
    expect(effectWords({ kind: "mean", currency: "EUR" }, 193, [-181, 568])).toBe("1.93 EUR (-1.81 to 5.68)");
    expect(effectWords({ kind: "mean", currency: "JPY" }, 193, [-181, 568])).toBe("193 JPY (-181 to 568)");
    expect(effectWords({ kind: "ratio", currency: "KWD" }, 1930, [-1, 2])).toBe("1.93 KWD (-0.001 to 0.002)");
    expect(effectWords({ kind: "mean", currency: null }, 1.5, [1, 2])).toBe("1.5 (1 to 2)");
    expect(effectWords({ kind: "rate", currency: null }, 0.015, [0.01, 0.02])).toBe("1.5 points (1 to 2)");
  });

  test("example: a decision by the adjusted estimate says so", () => {
    const comparison = {
      kind: "compared", control: "a", treatment: "b", controlUnits: 100, treatmentUnits: 100, adjustedPValue: 0.2, test: "welch", controlMean: 1, treatmentMean: 1.1,
      difference: 0.1, statistic: 1, standardError: 0.1, degreesOfFreedom: 198, pValue: 0.2, interval: [-0.1, 0.3], lift: 0.1, liftInterval: [-0.1, 0.3],
      cuped: { theta: 0.5, varianceReduction: 0.4, difference: 0.12, standardError: 0.04, degreesOfFreedom: 197, pValue: 0.01, interval: [0.04, 0.2], lift: 0.12, liftInterval: [0.04, 0.2] },
    } as const;
    const at = { alpha: 0.05, direction: "up" } as const;
    expect(decidingEvidence(comparison, { rule: "fixed", estimate: "cuped" }, at)).toMatchObject({ difference: 0.12, words: "p = 0.01 after CUPED" });
    expect(decidingEvidence(comparison, { rule: "fixed", estimate: "raw" }, at)).toMatchObject({ difference: 0.1, words: "p = 0.2" });
  });

  test("edge: ten expected conversions per arm are enough to ship a rate, fewer are not", () => {
    const small = defined(["guardrails: [refund_rate]", "guardrails: []"]);
    expect(decisionOf(rows(small, { orders: [of(3, 2000), of(17, 2000)] }))[0]).toBe("ship");
    expect(decisionOf(rows(small, { orders: [of(2, 2000), of(17, 2000)] }))).toEqual(["stop", expect.stringContaining("9.5 expected conversions")]);
    // Where the arms differ in size it is the smaller one that counts.
    expect(decisionOf(rows(small, { orders: [of(3, 1000), of(33, 3000)], units: [3000, 3000] }))).toEqual(["stop", expect.stringContaining("9 expected conversions")]);
  });

  test("edge: a killed experiment stops, one stopped early has no answer", () => {
    const killed = { ...fixed, experiment: { ...fixed.experiment, status: "killed" as const } };
    expect(decisionOf(rows(killed, { orders: [of(800, 20_000), of(960, 20_000)], refunds: calm }))).toEqual(["stop", "the experiment was killed"]);
    const stopped = { ...fixed, experiment: { ...fixed.experiment, status: "stopped" as const } };
    expect(decisionOf(rows(stopped, { orders: [of(800, 20_000), of(960, 20_000)], refunds: calm, days: 5 }))).toEqual(["stop", expect.stringMatching(/^stopped early/)]);
  });

  test("edge: the planned end is the units of the gate or the days of the schedule, whichever comes first", () => {
    const { experiment } = fixed;
    const needed = experiment.gate.sizing!.units;
    const at = { asOfUs: START, firstExposureUs: START, units: needed };
    expect(plannedEndReached(experiment, at)).toBe(true);
    expect(plannedEndReached(experiment, { ...at, units: needed - 1 })).toBe(false);
    expect(plannedEndReached(experiment, { ...at, units: 1, asOfUs: START + 28 * DAY })).toBe(true);
    expect(plannedEndReached(experiment, { ...at, units: 1, asOfUs: START + 28 * DAY - 1 })).toBe(false);
    expect(plannedEndReached(experiment, { ...at, units: 0, firstExposureUs: null, asOfUs: START + 99 * DAY })).toBe(false);
  });
});

describe("decisions by the other rules", () => {
  test("example: the sequential rule ships early, and only on its own evidence", () => {
    const strong = rows(sequential, { orders: [of(800, 20_000), of(1100, 20_000)], refunds: [of(200, 20_000), of(150, 20_000)], days: 9 });
    expect(strong[0]).toMatchObject({ decision: "ship" });
    expect(strong[0]!.sequentialLow).toBeGreaterThan(0);
    const borderline = rows(sequential, { orders: [of(800, 20_000), of(890, 20_000)], refunds: [of(200, 20_000), of(150, 20_000)], days: 9 });
    expect(borderline[0]!.pValue).toBeLessThan(0.05);
    expect(borderline[0]).toMatchObject({ decision: "continue" });
  });

  test("edge: a sequential guardrail stops at any look", () => {
    const found = rows(sequential, { orders: [of(800, 20_000), of(1100, 20_000)], refunds: [of(200, 20_000), of(500, 20_000)], days: 9 });
    expect(decisionOf(found)).toEqual(["stop", "guardrail refund_rate is harmed by more than its margin"]);
  });

  test("edge: the Bayesian rule waits for the planned end", () => {
    const orders = [of(800, 20_000), of(960, 20_000)] as const;
    expect(decisionOf(rows(bayesian, { orders, days: 27 }))[0]).toBe("continue");
    expect(decisionOf(rows(bayesian, { orders }))).toEqual(["ship", expect.stringContaining("probability better")]);
  });
});

describe("rows", () => {
  const trials = fc.integer({ min: 100, max: 30_000 });
  const pair = fc.tuple(trials, trials, fc.double({ min: 0, max: 0.2, noNaN: true }), fc.double({ min: 0.7, max: 1.4, noNaN: true }))
    .map(([a, b, rate, factor]) => [of(Math.floor(a * rate), a), of(Math.floor(b * Math.min(1, rate * factor)), b)] as const);

  test("law: no field contradicts another", () => {
    fc.assert(
      fc.property(fc.constantFrom(fixed, sequential, bayesian), pair, pair, fc.constantFrom(3, 28), (one, orders, refunds, days) => {
        const units = [Math.max(orders[0].trials, refunds[0].trials), Math.max(orders[1].trials, refunds[1].trials)] as const;
        const { rule } = one.experiment.decision;
        const found = rows(one, { orders, ...(one === bayesian ? {} : { refunds }), days, units });
        expect(new Set(found.map(({ decision, decisionReason }) => `${decision} ${decisionReason}`)).size).toBe(1);
        const primary = found.find(({ role }) => role === "primary")!;
        const invalid = primary.srmVerdict === "warn" || primary.srmVerdict === "kill";
        expect(primary.decision === "invalid").toBe(invalid);
        if (primary.decision === "ship") {
          const [low, p] = rule === "sequential" ? [primary.sequentialLow, primary.sequentialPValue] : [primary.intervalLow, primary.pValue];
          if (rule === "bayesian") expect(primary.bayesianLow).toBeGreaterThan(0);
          else expect([low! > 0, p! < primary.alpha]).toEqual([true, true]);
          for (const { role, guardrailVerdict } of found) if (role === "guardrail") expect(guardrailVerdict).toBe("non_inferior");
          expect(rule === "sequential" || days >= 28 || units[0] + units[1] >= one.experiment.gate.sizing!.units).toBe(true);
        }
        for (const row of found) {
          expect((row.insufficientReason === null) === (row.pValue !== null)).toBe(true);
          if (row.difference !== null) expect(row.difference).toBeCloseTo(row.meanTreatment! - row.meanControl!, 12);
          for (const value of Object.values(row)) expect(Number.isNaN(value)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("law: a split that is off makes every row invalid, whatever it shows", () => {
    const found = rows(fixed, { orders: [of(800, 20_000), of(1200, 23_000)], refunds: calm, units: [20_000, 23_000] });
    expect(found.map(({ decision, srmVerdict }) => [decision, srmVerdict])).toEqual([["invalid", "kill"], ["invalid", "kill"]]);
    expect(found.map(({ guardrailVerdict }) => guardrailVerdict)).toEqual([null, "undecided"]);
    expect(found[0]?.decisionReason).toMatch(/^sample-ratio mismatch \(kill\): an arm is 3\.49 points off its weight/);
  });

  test("law: columns and fields are the same set, in snake_case, each once", () => {
    const [row] = rows(fixed, { orders: [of(800, 20_000), of(960, 20_000)], refunds: calm });
    expect(resultColumns.map(({ field }) => field).toSorted()).toEqual(Object.keys(row!).toSorted());
    expect(resultColumns.every(({ column }) => /^[a-z_]+$/.test(column))).toBe(true);
    expect(new Set(resultColumns.map(({ column }) => column)).size).toBe(resultColumns.length);
    for (const { field, type } of resultColumns) {
      const value = row![field];
      if (value !== null) expect(typeof value).toBe(type === "string" ? "string" : "number");
      if (type === "int" || type === "bigint") expect(value === null || Number.isSafeInteger(value)).toBe(true);
    }
  });

  test("law: at the planned size and baseline the detectable lift is the effect that was planned", () => {
    const { units } = fixed.experiment.gate.sizing!;
    const arm = of(Math.round(0.041 * 1.05 * units / 2), Math.round(units / 2));
    const [primary, guardrail] = rows(fixed, { orders: [of(Math.round(0.041 * units / 2), Math.round(units / 2)), arm], refunds: [of(0, 100), of(0, 100)] });
    expect(primary).toMatchObject({ plannedBaseline: 0.041, plannedMde: 0.1, plannedDailyUnits: 8000, plannedDays: 28, margin: null });
    expect(primary!.detectableLift).toBeCloseTo(0.1, 2);
    expect(guardrail).toMatchObject({ plannedBaseline: null, detectableLift: null, margin: 0.002 });
    // A sequence is wider than one look at the planned end, so that it finds less there.
    const anytime = rows(sequential, { orders: [of(Math.round(0.041 * units / 2), Math.round(units / 2)), arm] });
    expect(anytime[0]!.detectableLift!).toBeGreaterThan(primary!.detectableLift!);
  });

  test("law: the credible interval of a lift holds zero exactly when that of the difference does", () => {
    for (const treated of [700, 860, 870, 880, 900, 990]) {
      const [found] = rows(fixed, { orders: [of(800, 20_000), of(treated, 20_000)] });
      expect(Math.sign(found!.bayesianLiftLow!)).toBe(Math.sign(found!.bayesianLow!));
      expect(Math.sign(found!.bayesianLiftHigh!)).toBe(Math.sign(found!.bayesianHigh!));
    }
  });

  test("edge: the level is shared over treatments, and an analysis at another level is refused", () => {
    expect(comparisonAlpha({ variants: ["a", "b"], sizing: null })).toBe(0.05);
    expect(comparisonAlpha({ variants: ["a", "b", "c"], sizing: null })).toBe(0.025);
    const { experiment, metrics } = fixed;
    const counts = { unitsByVariant: { control: 100, short_form: 100 }, droppedUnits: {}, asOfUs: START, firstExposureUs: START };
    const moments: MetricMoments[] = [{ metric: "order_rate", kind: "rate", missingUnits: 0, byArm: { control: of(10, 100), short_form: of(12, 100) } }];
    const input = experimentInput(experiment, metrics, { ...counts, moments });
    expect(input).toMatchObject({ control: "control", alpha: 0.05, plannedUnits: experiment.gate.sizing!.confidenceSequenceN, interim: true });
    const loose = analysis({ ...input, metrics: input.metrics.map((metric) => ({ ...metric, alpha: 0.1 })) });
    expect(() => resultRows({ experiment, metrics, analysis: loose, asOfUs: START })).toThrow("alpha of order_rate: expected 0.05");
    expect(() => resultRows({ experiment, metrics: [], analysis: analysis(input), asOfUs: START })).toThrow(RangeError);
  });
});
