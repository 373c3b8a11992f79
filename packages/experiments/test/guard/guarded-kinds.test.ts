import { jointMomentsOf, quantileBandOf } from "@liftproof/estimators";
import { guard, loadExperiments } from "@liftproof/experiments";
import type { GuardDecision, MetricDefinition, MetricMoments } from "@liftproof/experiments";
import { describe, expect, test } from "vitest";
import { checkoutFile, references } from "../config/valid-files.ts";

const { experiments: [loaded], metrics } = loadExperiments([checkoutFile], references);
const experiment = { ...loaded!, guardrails: ["watched"] };

/** The same numbers on every machine, in [0, 1). */
function draws(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function look(moments: MetricMoments, definition: Partial<MetricDefinition>): GuardDecision {
  const arms = experiment.variants.map((arm) => ({ arm, units: 1000, weight: 50 }));
  return guard({ experiment, metrics: [{ ...metrics[0]!, name: "watched", kind: moments.kind, direction: "down", ...definition }], phases: [{ phase: 1, arms }], moments: [moments], atUs: 7 });
}

const quantileOf = (quantile: number, control: readonly number[], treatment: readonly number[]): MetricMoments => ({
  metric: "watched", kind: "quantile", quantile, missingUnits: 0,
  byArm: { control: quantileBandOf(control, { quantile }), short_form: quantileBandOf(treatment, { quantile }) },
  unitsByArm: { control: control.length, short_form: treatment.length },
});

describe("guardrails of every kind", () => {
  test("law: a ratio whose denominator is always one is guarded as the mean it is, and units without a denominator change nothing", () => {
    const next = draws(3);
    for (const shift of [0, 0.2, 0.6]) {
      const [control, treatment] = [0, shift].map((by) => Array.from({ length: 400 }, () => [next() + by, 1] as const));
      const rows = { control: control!, short_form: treatment! };
      const arms = <Value>(of: (own: readonly (readonly [number, number])[]) => Value): { control: Value; short_form: Value } => ({ control: of(rows.control), short_form: of(rows.short_form) });
      const byMean = look({ metric: "watched", kind: "mean", missingUnits: 0, byArm: arms((own) => jointMomentsOf(own.map(([y]) => [y]), 1)), nonzeroUnits: arms((own) => own.length) }, { margin: 0.3 });
      const ratio = (empty: number): GuardDecision => look({
        metric: "watched", kind: "ratio", missingUnits: 0,
        byArm: arms((own) => ({ ...jointMomentsOf([...own, ...Array.from({ length: empty }, () => [0, 0] as const)], 2), unitsWithDenominator: own.length })),
      }, { margin: 0.3 });
      const [whole] = [byMean, ratio(0)].map(({ evidence }) => evidence[1]);
      const [one] = [ratio(0)].map(({ evidence }) => evidence[1]);
      if (whole?.kind !== "guardrail" || one?.kind !== "guardrail") throw new Error("expected guardrails");
      expect(one.action).toBe(whole.action);
      expect(one.harmAtLeast).toBeCloseTo(whole.harmAtLeast!, 9);
      expect(ratio(300).action).toBe(whole.action);
    }
  });

  test("example: a slower 95th percentile alerts, one beyond its margin kills, and a faster one does neither", () => {
    const next = draws(11);
    const load = (by: number): readonly number[] => Array.from({ length: 3000 }, () => by * (200 - 300 * Math.log(1 - next())));
    const control = load(1);
    const at = (by: number): GuardDecision => look(quantileOf(0.95, control, load(by)), { margin: 400 });
    expect([0.7, 1, 1.3, 2].map((by) => at(by).action)).toEqual(["none", "none", "alert", "kill"]);
    expect(at(2).reason).toBe("watched is harmed by short_form by more than its margin of 400");
  });

  test("edge: a quantile that too many units share, or that too few lie beyond, is too early to judge and says so", () => {
    const tied = Array.from({ length: 500 }, (_, index) => index % 4);
    expect(look(quantileOf(0.5, tied, tied), { margin: 1 }).evidence[1]).toMatchObject({ tooEarly: "tied_at_quantile", harmAtLeast: null });
    const few = Array.from({ length: 100 }, (_, index) => index);
    expect(look(quantileOf(0.95, few, few), { margin: 1 }).evidence[1]).toMatchObject({ action: "none", harmAtLeast: null, tooEarly: expect.stringMatching(/./) as string });
    expect(look({ metric: "watched", kind: "ratio", missingUnits: 0, byArm: {} }, { margin: 1 }).evidence[1]).toMatchObject({ tooEarly: "no_denominator" });
  });

  test("law: looked at over and over, a quantile without harm is called harmed by no more than one in twenty", () => {
    const next = draws(20);
    let alarms = 0;
    for (let run = 0; run < 60; run += 1) {
      const arms: readonly [number[], number[]] = [[], []];
      let alarmed = false;
      for (let units = 60; units < 1500; units = Math.ceil(1.25 * units)) {
        for (const arm of arms) while (arm.length < units) arm.push((1 - next()) ** -0.7);
        alarmed ||= look(quantileOf(0.8, ...arms), { margin: 1 }).action !== "none";
      }
      if (alarmed) alarms += 1;
    }
    expect(alarms).toBeLessThanOrEqual(3);
  });
});
