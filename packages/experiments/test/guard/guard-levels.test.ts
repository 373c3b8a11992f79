import { sequentialRateNonInferiority } from "@liftproof/estimators";
import { guard, loadExperiments } from "@liftproof/experiments";
import type { ExperimentDefinition, GuardDecision, MetricDefinition, MetricMoments } from "@liftproof/experiments";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guardrailHarm } from "../../src/guard/guardrail-harm.ts";
import { changed, references } from "../config/valid-files.ts";

const { experiments: [loaded], metrics } = loadExperiments([changed()], references);
const experiment = loaded!;
const plannedUnits = experiment.gate.sizing!.confidenceSequenceN;
const refunds = metrics.find(({ name }) => name === "refund_rate")!;
const twin: MetricDefinition = { ...refunds, name: "complaint_rate" };
const UNITS = 20_000;

const rate = (metric: string, [control, treatment]: readonly [number, number], units: number = UNITS): MetricMoments => ({
  metric, kind: "rate", missingUnits: 0,
  byArm: { control: { successes: control, trials: units }, short_form: { successes: treatment, trials: units } },
});

interface Look {
  readonly guardrails?: readonly string[];
  readonly moments?: readonly MetricMoments[];
  readonly units?: number;
  readonly more?: Partial<ExperimentDefinition>;
}

function look({ guardrails = ["refund_rate"], moments = [], units = UNITS, more = {} }: Look): GuardDecision {
  const arms = experiment.variants.map((arm) => ({ arm, units, weight: 50 }));
  const definitions = [...metrics, twin].map((metric) => ({ ...metric, margin: metric.margin ?? 0.002 }));
  return guard({ experiment: { ...experiment, guardrails, ...more }, metrics: definitions, phases: [{ phase: 1, arms }], moments, atUs: 7 });
}
const two = ["refund_rate", "complaint_rate"];

describe("the levels of the guard", () => {
  // Planned for 103,000 units and looked at after 40,000, the boundary of one guardrail lies at 2.8934 standard errors
  // for an alert and 3.4432 for a kill; of two at 3.1406 and 3.6548.
  test.each([
    ["an alert of one guardrail, one-sided 0.05", ["refund_rate"], 262, "none", "alert"],
    ["a kill of one guardrail, one-sided 0.01", ["refund_rate"], 318, "alert", "kill"],
    ["an alert of one of two, one-sided 0.025", two, 268, "none", "alert"],
    ["a kill of one of two, one-sided 0.005", two, 323, "alert", "kill"],
  ] as const)("edge: either side of %s", (_, guardrails, first, before, from) => {
    const calm = guardrails.length === 1 ? [] : [rate("complaint_rate", [200, 200])];
    const at = (treatment: number): string => look({ guardrails, moments: [rate("refund_rate", [200, treatment]), ...calm] }).action;
    expect([at(first - 1), at(first)]).toEqual([before, from]);
  });

  test("law: the harm of the record is the bound of the sequential test of non-inferiority, and the actions are its verdicts", () => {
    const count = fc.integer({ min: 20, max: 900 });
    fc.assert(
      fc.property(count, count, fc.constantFrom("up" as const, "down" as const), fc.constantFrom(1, 2), (control, treatment, direction, guardrails) => {
        const names = two.slice(0, guardrails);
        const definitions = [{ ...refunds, direction }, twin];
        const arms = experiment.variants.map((arm) => ({ arm, units: UNITS, weight: 50 }));
        const found = guard({ experiment: { ...experiment, guardrails: names }, metrics: definitions, phases: [{ phase: 1, arms }], moments: [rate("refund_rate", [control, treatment])], atUs: 7 });
        const judged = (margin: number, alpha: number): ReturnType<typeof sequentialRateNonInferiority> =>
          sequentialRateNonInferiority({ successes: control, trials: UNITS }, { successes: treatment, trials: UNITS }, { margin, alpha, direction, plannedUnits });
        const [kill, alert] = [judged(0.002, 0.01 / guardrails), judged(0, 0.05 / guardrails)];
        if (kill.kind !== "judged" || alert.kind !== "judged") throw new Error("expected verdicts");
        const action = kill.verdict === "inferior" ? "kill" : alert.verdict === "inferior" ? "alert" : "none";
        expect(found.evidence).toContainEqual({ kind: "guardrail", action, metric: "refund_rate", treatment: "short_form", margin: 0.002, harmAtLeast: kill.leastHarm, tooEarly: null });
      }),
    );
  });
});

describe("what the guard cannot see", () => {
  test("edge: a guardrail that was not measured, or an experiment without sizing, is named too", () => {
    expect(look({}).reason).toBe("the split is as promised; refund_rate is not watched: it was not measured");
    const unsized = look({ moments: [rate("refund_rate", [200, 200])], more: { gate: { verdict: "none", sizing: null, override: null } } });
    expect(unsized.reason).toBe("the split is as promised; refund_rate is not watched: the experiment has no complete sizing, by which the reading would be tuned");
  });

  test("edge: what is too early to judge is said beside what is judged", () => {
    const early = look({ guardrails: two, moments: [rate("refund_rate", [1, 2]), rate("complaint_rate", [200, 205])] });
    expect(early.evidence).toContainEqual({ kind: "guardrail", action: "none", metric: "refund_rate", treatment: "short_form", margin: 0.002, harmAtLeast: null, tooEarly: "too_few_conversions" });
    expect(early.reason).toBe("the split is as promised and no other guardrail is shown to be harmed; it is too early to judge refund_rate of short_form: too few conversions for a sequential look");
    expect(look({ moments: [rate("refund_rate", [1, 2])] }).reason).toBe("the split is as promised; it is too early to judge refund_rate of short_form: too few conversions for a sequential look");
    expect(look({ moments: [rate("refund_rate", [200, 205])] }).reason).toBe("the split is as promised and no guardrail is shown to be harmed");
    const strongest = look({ guardrails: two, moments: [rate("refund_rate", [200, 290]), rate("complaint_rate", [200, 400])] });
    expect([strongest.evidence[1]?.action, strongest.reason]).toEqual(["alert", "complaint_rate is harmed by short_form by more than its margin of 0.002"]);
    expect(look({ guardrails: two, moments: [rate("refund_rate", [1, 2]), rate("complaint_rate", [200, 400])] }).reason).toBe("complaint_rate is harmed by short_form by more than its margin of 0.002");
  });

  test("edge: nobody tripping a guardrail is no harm once an arm has 100 units, and too early before", () => {
    const at = (units: number): unknown => look({ units, moments: [rate("refund_rate", [0, 0], units)] }).evidence[1];
    expect(at(100)).toMatchObject({ action: "none", tooEarly: null, harmAtLeast: expect.toSatisfy((harm: number) => harm < 0) as number });
    expect(at(99)).toMatchObject({ action: "none", tooEarly: "no_conversions", harmAtLeast: null });
    // What the treatment may spare is bounded by the control where down is good, by the treatment where up is.
    const metric: MetricMoments = { ...rate("refund_rate", [0, 0]), kind: "rate", byArm: { control: { successes: 0, trials: 100 }, short_form: { successes: 0, trials: UNITS } } };
    const harm = (direction: "up" | "down"): unknown => guardrailHarm(metric, { control: "control", treatment: "short_form" }, { margin: 0.002, alpha: 0.01, plannedUnits, direction });
    expect([harm("down"), harm("up")]).toEqual([expect.closeTo(-0.1, 1), expect.closeTo(0, 2)]);
    expect(harm("down")).toBeLessThan(-0.05);
  });
});
