import { jointMomentsOf } from "@liftproof/estimators";
import type { JointMoments, RateCount } from "@liftproof/estimators";
import { analysis, experimentInput, loadExperiments, resultColumns, resultRows } from "@liftproof/experiments";
import type { ExperimentDefinition, ExperimentResultRow, MetricDefinition, MetricMoments } from "@liftproof/experiments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contradictions, disagreements } from "./contradictions.ts";

const day = 86_400_000_000;
const arms = ["control", "b", "c"] as const;

interface Declared {
  readonly experiment: ExperimentDefinition;
  readonly metrics: readonly MetricDefinition[];
}

function declared(rule: string, primary: string, direction: string): Declared {
  const text = `exp_id: e\nsurface: shop\nvariants: [control, b, c]\nweights: [2, 1, 1]\nprimary_metric: ${primary}\nguardrails: [${primary === "orders" ? "spent" : "orders"}${rule.includes("sequential") ? "" : ", basket"}]\nsegments: [country]\n` +
    `decision: ${rule}\nsizing: { baseline: 0.2, mde: 0.3, daily_units: 1000, sd: 1 }\nschedule: { start: 2026-03-01, max_days: 20 }\nstatus: draft\n`;
  const metric = (name: string, rest: string): string => `  - { name: ${name}, event: order.created, direction: ${direction}, margin: 0.5, ${rest} }\n`;
  const metrics = `metrics:\n${metric("orders", "kind: rate")}${metric("spent", "kind: mean, agg: sum, value: v")}${metric("basket", "kind: ratio, agg: sum, value: v, denominator: { event: order.created, agg: count }")}`;
  const loaded = loadExperiments([{ path: "e.yaml", text }], { metrics: { path: "metrics.yaml", text: metrics } });
  expect(loaded.faults).toEqual([]);
  return { experiment: loaded.experiments[0]!, metrics: loaded.metrics };
}

const rules = ["{ rule: fixed }", "{ rule: fixed, estimate: cuped }", "{ rule: sequential }", "{ rule: bayesian }"];
const cases = rules.flatMap((rule) => ["up", "down"].flatMap((direction) => (rule.includes("bayesian") ? ["orders"] : ["orders", "spent"]).map((primary) => declared(rule, primary, direction))));

/** Units of one arm by their values before and after: few distinct rows repeated, so that large arms cost nothing. */
interface Arm {
  readonly size: number;
  readonly rate: number;
  readonly spread: number;
  readonly past: number;
}

const arm: fc.Arbitrary<Arm> = fc.record({
  size: fc.constantFrom(0, 1, 2, 9, 150, 1200),
  rate: fc.constantFrom(0, 0.04, 0.2, 0.27, 0.5, 1),
  spread: fc.constantFrom(0, 0.3, 2),
  past: fc.constantFrom(0, 0.5, 1),
});

function momentsOf(drawn: readonly Arm[]): readonly MetricMoments[] {
  const rates: Record<string, RateCount> = {};
  const past: Record<string, JointMoments> = {};
  const means: Record<string, JointMoments> = {};
  const ratios: Record<string, JointMoments> = {};
  for (const [at, { size, rate, spread, past: before }] of drawn.entries()) {
    const name = arms[at] ?? "control";
    const bought = Math.round(size * rate);
    const wave = (unit: number): number => ((unit * 7919) % 1000) / 1000;
    const units = Array.from({ length: size }, (_, unit) => ({ y: unit < bought ? 1 : 0, v: (unit < bought ? 1 : 0) + spread * wave(unit), x: before * wave(unit + 3) }));
    rates[name] = { successes: bought, trials: size };
    past[name] = jointMomentsOf(units.map(({ y, x }) => [y, x]), 2);
    means[name] = jointMomentsOf(units.map(({ v, x }) => [v, x]), 2);
    ratios[name] = jointMomentsOf(units.map(({ v, y }) => [v, y]), 2);
  }
  const hasPast = drawn.some((one) => one.past > 0);
  return [
    { metric: "orders", kind: "rate", missingUnits: 0, byArm: rates, ...(hasPast ? { covariates: past, covariateNames: ["orders before"] } : {}) },
    { metric: "spent", kind: "mean", missingUnits: 0, byArm: means, covariateNames: ["spent before"] },
    { metric: "basket", kind: "ratio", missingUnits: 0, byArm: ratios },
  ];
}

const sizes = (drawn: readonly Arm[]): Record<string, number> => Object.fromEntries(drawn.map(({ size }, at) => [arms[at], size]));

/** Arms of which one may well ship, in either direction. */
const apart = fc.tuple(fc.constantFrom(0.04, 0.2, 0.27), fc.constantFrom(0.04, 0.2, 0.27)).map(([control, treated]): [Arm, Arm, Arm] => {
  const sized = (rate: number): Arm => ({ size: 1200, rate, spread: 0.3, past: 0.5 });
  return [sized(control), sized(treated), sized(0.2)];
});

const look = fc.record({
  which: fc.nat({ max: cases.length - 1 }),
  all: fc.oneof(apart, fc.tuple(arm, arm, arm)),
  segment: fc.tuple(arm, arm, arm),
  days: fc.constantFrom(3, 20),
  split: fc.boolean(),
  lost: fc.nat({ max: 3 }),
});

function rowsOf({ which, all, segment, days, split, lost }: typeof look extends fc.Arbitrary<infer Value> ? Value : never): readonly ExperimentResultRow[] {
  const { experiment, metrics } = cases[which]!;
  const asOfUs = days * day;
  // A healthy split by far most of the time, or every row would be invalid and nothing else be tried.
  const unitsByVariant = split ? sizes(all) : { control: 2000, b: 1000, c: 1000 };
  const input = experimentInput(experiment, metrics, {
    unitsByVariant, moments: momentsOf(all), droppedUnits: {}, asOfUs, firstExposureUs: 0,
    segments: [{ dimension: "country", missingUnits: 0, crossedUnits: 0, segments: [{ value: "country=DE", unitsByArm: sizes(segment), metrics: momentsOf(segment) }] }],
  });
  const health = { crossoverUnits: 1, botUnits: 0, derivedReports: lost, driftedReports: lost, arms: arms.map((name, at) => ({ arm: name, assigned: 200, exposed: 200 - at * lost, lost: 0 })) };
  return resultRows({ experiment, metrics, analysis: analysis(input), asOfUs, health });
}

describe("rows of results", () => {
  test("law: no field contradicts another, whatever was seen and by whichever rule it is decided", () => {
    const decisions = new Set<string>();
    fc.assert(
      fc.property(look, (drawn) => {
        const rows = rowsOf(drawn);
        expect(rows).toHaveLength(12);
        for (const row of rows) {
          decisions.add(row.decision);
          expect(contradictions(row), `${row.metric} of ${row.treatment} in ${row.segment}: ${JSON.stringify(row)}`).toEqual([]);
        }
        expect(disagreements(rows)).toEqual([]);
      }),
      { numRuns: 50, seed: 5 },
    );
    expect([...decisions].sort()).toEqual(["continue", "invalid", "ship", "stop"]);
  });

  test("law: every field of a row has a column, and a row of a segment is told by it alone", () => {
    const rows = rowsOf({ which: 0, all: [{ size: 150, rate: 0.2, spread: 1, past: 1 }, { size: 150, rate: 0.2, spread: 1, past: 1 }, { size: 150, rate: 0.2, spread: 1, past: 1 }], segment: [{ size: 9, rate: 0.5, spread: 0, past: 0 }, { size: 9, rate: 0.5, spread: 0, past: 0 }, { size: 9, rate: 0.5, spread: 0, past: 0 }], days: 3, split: false, lost: 2 });
    expect(Object.keys(rows[0]!).sort()).toEqual(resultColumns.map(({ field }) => field).sort());
    expect(new Set(rows.map(({ metric, treatment, segment }) => `${metric} ${treatment} ${segment}`)).size).toBe(rows.length);
    expect(rows[0]).toMatchObject({ segment: "all", crossoverUnits: 1, assignmentDrift: 2 });
    expect(rows.at(-1)).toMatchObject({ segment: "country=DE", crossoverUnits: null, assignmentDrift: null, detectableLift: null });
  });
});
