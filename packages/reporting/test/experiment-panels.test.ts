import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { guardrailPlot } from "../src/charts/guardrail-plot.ts";
import { renderReport } from "../src/index.ts";
import type { ReportExperiment, ReportRow } from "../src/index.ts";
import { experimentWarnings } from "../src/sections/experiment-warnings.ts";
import { pace } from "../src/sections/pace.ts";
import { sampleReport } from "./sample-report.ts";

const experiment = sampleReport.experiments[0]!;
const [primary, , guardrail] = experiment.rows;

function pageOf(changes: Partial<ReportExperiment>): string {
  return renderReport({ title: "t", generatedAtUs: null, experiments: [{ ...experiment, ...changes }] });
}
function withPrimary(changes: Partial<ReportRow>): ReportExperiment {
  return { ...experiment, rows: [{ ...primary!, ...changes }, ...experiment.rows.slice(1)] };
}

describe("what to believe", () => {
  test("example: chance, expected loss and both credible intervals stand beside the hills", () => {
    const page = pageOf({});
    expect(page).toContain('data-label="Chance to be better" class="number">98.2%</td>');
    expect(page).toContain('data-label="Expected loss" class="number">0.0010\u00a0pts</td>');
    expect(page).toContain('data-label="Credible change">+0.03 to +0.73\u00a0pts</td>');
    expect(page).toContain('data-label="Credible lift" class="number">+0.61% to +18.7%</td>');
    expect(pageOf({ rows: [{ ...primary!, probabilityBetter: null, test: "welch" }] })).not.toContain("What to believe");
  });
});

describe("changes while it ran", () => {
  const changes = [{ reason: "test <orders> were counted", before: { primary_metric: "order_rate", "metrics.refund_rate": { margin: 0.002, event: "order.refunded" }, "schedule.max_days": null } }];

  test("example: what was changed, what stood there and why stand beside the results and before you act, also of a broken split", () => {
    for (const more of [{}, { sampleRatio: { ...experiment.sampleRatio!, verdict: "kill" as const } }]) {
      const page = pageOf({ changes, ...more });
      expect(page).toContain("<h4>Changed while it ran</h4>");
      expect(page).toContain('data-label="Before">order_rate</td><td data-label="Why">test &lt;orders&gt; were counted</td>');
      expect(page).toContain('data-label="Before">margin: 0.002, event: order.refunded</td>');
      expect(page).toMatch(/schedule\.max_days<\/th><td data-label="Before">nothing</);
    }
    expect(experimentWarnings({ ...experiment, changes })).toContain(`${experiment.definition.expId}: primary_metric, metrics.refund_rate, schedule.max_days changed while it ran: test <orders> were counted. Ask whether results had been seen by then.`);
    expect(pageOf({})).not.toContain("Changed while it ran");
  });
});

describe("guardrails", () => {
  test("example: the margin stands beside the verdict, with the direction it limits", () => {
    expect(pageOf({})).toMatch(/may rise by 0\.080\u00a0pts<\/td><td data-label="Verdict"><span class="mark calm">margin not yet shown/);
    expect(pageOf({ rows: [primary!, { ...guardrail!, direction: "up" }] })).toContain("may fall by 0.080\u00a0pts");
  });

  test("law: an interval is drawn beyond the margin exactly when the harm in it is", () => {
    const end = (svg: string): number => Number(/class="interval" x1="[\d.]+" x2="([\d.]+)"/.exec(svg)?.[1]);
    const margin = (svg: string): number => Number(/class="promise" x1="([\d.]+)"/.exec(svg)?.[1]);
    fc.assert(
      fc.property(fc.double({ min: -1.5, max: 1.5, noNaN: true }), fc.double({ min: 0.05, max: 1.5, noNaN: true }), (low, width) => {
        const high = low + width;
        fc.pre(Math.abs(high - 1) > 0.01);
        const [svg = ""] = /<svg class="wide"[^]*?<\/svg>/.exec(guardrailPlot([{ label: "a", low, high, verdict: "" }], { key: "k", title: "t", description: "d" }).toString()) ?? [];
        expect(end(svg) > margin(svg)).toBe(high > 1);
      }),
      { numRuns: 60 },
    );
  });

  test("example: a margin as wide as the metric itself is called wide", () => {
    const wide = experimentWarnings({ ...experiment, rows: [primary!, { ...guardrail!, margin: 0.004 }] });
    expect(wide).toContainEqual(expect.stringContaining("the margin of refund_rate is wide: it may rise by 0.40\u00a0pts where control has 0.410%"));
    expect(experimentWarnings(experiment).join(" ")).not.toContain("is wide");
  });
});

describe("plan and reality", () => {
  test("example: what was planned stands beside what came, with the days that are left", () => {
    const page = pageOf({ rows: [{ ...primary!, unitsNeeded: 60_000 }] });
    expect(page).toContain("50,000 of 60,000 planned units, 83%. The planned end is 3 days away at this pace.");
    for (const line of ['<th scope="row">Units a day</th><td data-label="Plan" class="number">3,400</td><td data-label="So far" class="number">3,571</td>', '"Plan" class="number">12.0%</td><td data-label="So far" class="number">12.8%']) expect(page).toContain(line);
    expect(pageOf({ rows: [{ ...primary!, unitsNeeded: 600_000 }] })).toContain("The planned end is 7 days away, when the schedule ends.");
  });

  test("law: units per day times days are the units, and without a start two looks tell the pace of two arms", () => {
    const { units, days, unitsPerDay } = pace(experiment);
    expect(unitsPerDay! * days!).toBeCloseTo(units, 6);
    const { startedAtUs: _, ...unknown } = experiment;
    expect(pace(unknown)).toEqual({ units, days: null, unitsPerDay: 3571 });
    expect(pace({ ...unknown, definition: { ...experiment.definition, variants: ["a", "b", "c"] } }).unitsPerDay).toBeNull();
  });

  test("example: a baseline far off and slow traffic are warned of, a small gap is not", () => {
    expect(experimentWarnings(withPrimary({ plannedBaseline: 0.06 }))).toContainEqual(expect.stringContaining("sized for order_rate of 6.00%, but control has 4.08%"));
    expect(experimentWarnings(withPrimary({ plannedDailyUnits: 9000 }))).toContainEqual(expect.stringContaining("3,571 units a day come where 9,000 were planned"));
    expect(experimentWarnings(experiment).join(" ")).not.toMatch(/sized for|units a day/);
  });

  test("example: the chance of an answer is told while there is something left to chance", () => {
    expect(pageOf({ rows: [{ ...primary!, chanceToDecide: { kind: "running", design: 0.62, observed: 0.9995 } }] })).toContain("62.0% if from now on it changes by the smallest effect worth finding, above 99.9% if what was seen so far goes on");
    expect(pageOf({ rows: [{ ...primary!, unitsNeeded: null, chanceToDecide: { kind: "reached" } }] })).not.toContain("Plan and reality");
  });
});

describe("segments of an experiment", () => {
  const within = (segment: string, changes: Partial<ReportRow> = {}, srmVerdict = "healthy"): NonNullable<ReportExperiment["segments"]>[number] => ({ segment, srmVerdict, row: { ...primary!, adjustedPValue: 0.6, ...changes } });

  test("example: they are folded away, with what looking at many means, and the p that counts all of them", () => {
    const page = pageOf({ segments: Array.from({ length: 40 }, (_, at) => within(`country=${at}`, { pValue: 0.0213, adjustedPValue: 0.7421 })) });
    const [details = ""] = /<details class="segments">[^]*?<\/details>/.exec(page) ?? [];
    expect(details).toContain("<summary>Segments: 40, which decide nothing</summary>");
    expect(details).toContain("40 comparisons of one experiment: with no effect anywhere about 2 of them would look clear by plain p, and more if the page is read again and again.");
    expect(details).toContain("By it no segment stands out.");
    expect(details).toContain('<td data-label="p" class="number">0.021</td><td data-label="Adjusted p" class="number">0.742</td>');
    expect(pageOf({ segments: [within("a=1", { adjustedPValue: 0.003 }), within("a=2")] })).toContain("By it 1 stands out: a reason to run an experiment there, not to ship there.");
    for (const none of [pageOf({}), pageOf({ segments: [] })]) expect(none).not.toContain("decide nothing");
  });

  test("example: a segment whose split is broken is named and never stands out, and none is shown under a broken split of all", () => {
    const page = pageOf({ segments: [within("plan=free", { adjustedPValue: 0.0001 }, "warn"), within("plan=paid")] });
    expect(page).toContain("The split is broken within plan=free. No difference there can be read as an effect.");
    expect(page).toContain("By it no segment stands out.");
    const broken = sampleReport.experiments[2]!;
    expect(renderReport({ title: "t", generatedAtUs: null, experiments: [{ ...broken, segments: [within("plan=free")] }] })).not.toContain("plan=free");
  });

  test("law: whatever a segment is called stays text, and a number that is none is not shown", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        const page = pageOf({ segments: [within(`<img src=x onerror="a">${name}'`, { pValue: Number.NaN })] });
        expect(page).toContain('<th scope="row" class="long">&lt;img src=x onerror=&quot;a&quot;&gt;');
        expect(page).not.toMatch(/<img|NaN/);
      }),
      { numRuns: 10 },
    );
  });
});

describe("who is not counted", () => {
  test("example: units, traffic, drift and lost views each have their figures", () => {
    const page = pageOf({ assignmentDrift: { checked: 50_000, differing: 12 } });
    expect(page).toContain('"Count" class="number">18,900</td><td data-label="Share" class="number">26.54%');
    expect(page).toContain("12 of 50,000 reported assignments name another arm than the id hashes to.");
    expect(page).toContain('<td data-label="Lost" class="number">3.62%</td>');
    const { leftOut: _l, traffic: _t, assignmentDrift: _a, exposureLoss: _e, ...bare } = experiment;
    expect(renderReport({ title: "t", generatedAtUs: null, experiments: [bare] })).not.toContain("Who is not counted");
  });

  test("example: each phase is judged by its own weights", () => {
    expect(pageOf({})).toContain("90.50% of 90.00%, 9.50% of 10.00%");
    expect(pageOf({ phases: experiment.phases!.slice(1) })).not.toContain("Phase by phase");
  });
});
