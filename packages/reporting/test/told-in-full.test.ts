import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { forestPlot } from "../src/charts/forest-plot.ts";
import { splitBars } from "../src/charts/split-bars.ts";
import { renderReport } from "../src/index.ts";
import type { ReportAttribution, ReportHealth, ReportRow } from "../src/index.ts";
import { decidingEstimate } from "../src/sections/deciding-estimate.ts";
import { greatestMiss } from "../src/sections/greatest-miss.ts";
import { verdict } from "../src/sections/verdict.ts";
import { metricText } from "../src/text/metric-value.ts";
import { sampleReport } from "./sample-report.ts";

const experiment = sampleReport.experiments[0]!;
const row = experiment.rows[0]!;
const attribution = sampleReport.attribution!;
const health = sampleReport.health!;

function pageWith(row: ReportRow): string {
  return renderReport({ title: "t", generatedAtUs: null, experiments: [{ ...experiment, rows: [row], truth: [] }] });
}
function pageOf(changes: { readonly attribution?: Partial<ReportAttribution>; readonly health?: Partial<ReportHealth> }): string {
  return renderReport({ title: "t", generatedAtUs: null, experiments: [], attribution: { ...attribution, ...changes.attribution }, health: { ...health, ...changes.health } });
}

describe("the estimate that decides", () => {
  const cuped: ReportRow = { ...row, decidingEstimate: "cuped", cupedLift: 0.087, cupedLiftLow: 0.012, cupedLiftHigh: 0.163 };

  test("example: headline and forest plot are those after CUPED, the raw change stands in the table", () => {
    const page = pageWith(cuped);
    expect(page).toContain("(+8.7%; the data fit anything from +1.2% to +16.3% after CUPED)");
    const money = { ...cuped, test: "welch", currency: "EUR", meanControl: 1721, meanTreatment: 2008, difference: 287, cupedDifference: 330, cupedLift: 330 / 1721, cupedLow: 100, cupedHigh: 560 };
    expect(pageWith(money)).toContain("17.21\u00a0EUR with control, 20.51\u00a0EUR with short_form, adjusted for behavior before (+19.2%;");
    expect(page).toContain("Shown after CUPED, by which this experiment decides: order_rate.");
    expect(page).toContain(">+8.7%</text>");
    expect(page).not.toContain(">+9.3%</text>");
    expect(page).toContain('<td data-label="Change" class="number">+9.3%</td>');
  });

  test("edge: where the adjusted estimate is missing the plain one is shown, under its own name", () => {
    const { cupedDifference: _, ...rest } = cuped;
    expect(decidingEstimate({ ...rest, cupedDifference: null })).toEqual(decidingEstimate({ ...row, decidingEstimate: "raw" }));
    expect(pageWith({ ...rest, cupedDifference: null })).not.toContain("after CUPED");
  });

  test("example: a decision held since the planned end is told as it was read then", () => {
    const then = { ...row, decision: "stop", lift: 0.02, liftLow: -0.01, liftHigh: 0.05, intervalLow: -0.001, intervalHigh: 0.002 };
    const held = { ...experiment, rows: [{ ...row, decision: "stop" }], decided: { asOfUs: Date.UTC(2026, 10, 2) * 1000, rows: [then] } };
    expect(verdict(held)).toMatchObject({ tone: "calm", word: "Stop, no effect shown", sentence: expect.stringMatching(/has not clearly changed.* Decided at the planned end, on 2 Nov 2026, by these figures; charts and tables go on to the last look\.$/) });
    expect(renderReport({ title: "t", generatedAtUs: null, experiments: [held] })).toContain('<td data-label="Change" class="number">+9.3%</td>');
    const page = renderReport({ title: "t", generatedAtUs: null, experiments: [{ ...held, truth: [{ metric: row.metric, trueLift: 0, trueDifference: 0, note: "" }] }] });
    expect(page).toMatch(/data-label="Estimate"[^>]*>\+2\.0%/u);
    expect(page).toContain("2 Nov 2026</td>");
    expect(page).toContain("All numbers of the last look");
  });

  test("example: the day of the answer is told as a range, and as none where it lies past the longest run", () => {
    const told = (fields: Partial<typeof row> & { readonly timeToDecisionKind: string; readonly timeToDecisionEarliestDays?: number; readonly timeToDecisionLatestDays?: number | null; readonly plannedDays?: number }): string =>
      verdict({ ...experiment, rows: [{ ...row, decision: "continue", ...fields }] }).sentence;
    const running = { timeToDecisionKind: "running", timeToDecisionEarliestDays: 20.2, timeToDecisionLatestDays: 26.5, plannedDays: 28 };
    expect(told(running)).toContain("An answer is expected at the earliest on day 21 after the start; if arrivals keep thinning, day 27.");
    expect(told({ ...running, timeToDecisionLatestDays: 40 })).toContain("if arrivals keep thinning, not within max_days (28).");
    expect(told({ ...running, timeToDecisionLatestDays: null })).toContain("if arrivals keep thinning, not within max_days (28).");
    expect(told({ ...running, timeToDecisionLatestDays: 20.9 })).toContain("An answer is expected on day 21 after the start.");
    expect(told({ timeToDecisionKind: "never", plannedDays: 28 })).toContain("No answer is to be expected within max_days (28).");
    expect(told({ timeToDecisionKind: "unknown" })).not.toContain("expected");
  });

  test("example: a sequential decision is told of the look that made it", () => {
    const us = Date.UTC(2026, 10, 2) * 1000;
    const then = { ...row, decision: "ship", decidingEstimate: "sequential", decidedAtUs: us };
    expect(verdict({ ...experiment, rows: [then], decided: { asOfUs: us, rows: [then] } }).sentence).toMatch(/ Decided on 2 Nov 2026, by these figures; charts and tables go on to the last look\.$/);
  });

  test("example: a metric without a sequence is said to have none, never to be too early", () => {
    const us = Date.UTC(2026, 10, 2) * 1000;
    const look = { difference: 0.1, low: -0.1, high: 0.3, sequentialLow: null, sequentialHigh: null, units: 900 };
    const history = [{ ...look, asOfUs: us }, { ...look, asOfUs: us + 86_400_000_000 }];
    const none = { ...row, metric: "basket", sequentialPValue: null, sequentialLow: null, sequentialHigh: null };
    const told = (reason: string): string => renderReport({ title: "t", generatedAtUs: null, experiments: [{ ...experiment, definition: { ...experiment.definition, primaryMetric: "basket" }, rows: [{ ...none, sequentialInsufficientReason: reason }], history }] });
    const forGood = told("no_sequence");
    expect(forGood).toContain("Read at the planned end only: basket.");
    expect(forGood).toContain("The band may be read at the planned end only");
    expect(forGood).toContain('<td data-label="At any time">none</td>');
    expect(forGood).not.toMatch(/too early|The wide band/);
    const soon = told("too_few_conversions");
    expect(soon).toContain('<td data-label="At any time">too early</td>');
    expect(soon).not.toContain("at the planned end only");
  });

  test("example: a sequential rule is told by its own interval", () => {
    const told = verdict({ ...experiment, rows: [{ ...row, decidingEstimate: "sequential", decision: "continue" }] });
    expect(told.sentence).toContain("short_form has not clearly changed order_rate");
    expect(told.sentence).toContain("the data fit anything from \u22120.11 to +0.88\u00a0pts at any look");
  });
});

describe("money", () => {
  test("example: a metric in a currency is an amount wherever it is written", () => {
    const text = metricText({ ...row, test: "welch", currency: "EUR" });
    expect([text.value(1668.4), text.difference(-181), text.difference(0.31), text.tick(500), text.tick(0), text.range(-181, 568)]).toEqual([
      "16.68\u00a0EUR", "\u22121.81\u00a0EUR", "+0.0031\u00a0EUR", "+5\u00a0EUR", "0", "\u22121.81 to +5.68\u00a0EUR",
    ]);
    expect(metricText({ ...row, test: "welch", currency: "JPY" }).value(1668.4)).toBe("1,668\u00a0JPY");
    expect(pageWith({ ...row, test: "welch", currency: "EUR", meanControl: 1515, meanTreatment: 1716 })).toContain("15.15\u00a0EUR with control, 17.16\u00a0EUR with short_form");
  });

  test("example: orders in another currency are counted where they are left out", () => {
    const page = pageOf({ attribution: { otherCurrencies: [{ currency: "NOK", orders: 1200 }, { currency: "USD", orders: 1 }] } });
    expect(page).toContain("1,201 orders are left out of attribution, because nothing is converted into EUR: 1,200 in NOK, 1 in USD.");
    expect(page).toContain("Left out, since nothing is converted into EUR: 1,200 orders in NOK, 1 order in USD.");
    expect(pageOf({})).not.toContain("Left out");
  });
});

describe("guardrails", () => {
  const guardrail: ReportRow = { ...row, metric: "refund_rate", role: "guardrail", guardrailVerdict: "non_inferior", decision: "ship", decisionReason: "order_rate is better" };

  test("example: one that nobody tripped keeps its margin and is not called too early", () => {
    const empty = { ...guardrail, insufficientReason: "no_conversions", difference: null, lift: null, liftLow: null, liftHigh: null, intervalLow: null, intervalHigh: null, pValue: null };
    const page = renderReport({ title: "t", generatedAtUs: null, experiments: [{ ...experiment, rows: [row, empty] }] });
    expect(page).toContain('<td data-label="Change">nobody converted</td>');
    expect(page).toContain('<td data-label="Guardrail">keeps its margin</td>');
    expect(page).not.toContain("too early");
  });

  test("law: no table gives a guardrail the decision of its experiment", () => {
    const page = renderReport({ title: "t", generatedAtUs: null, experiments: [{ ...experiment, rows: [row, guardrail], truth: [{ metric: "refund_rate", trueLift: 0, trueDifference: 0, note: "" }] }] });
    const tables = page.match(/<table>[^]*?<\/table>/g) ?? [];
    expect(tables.length).toBeGreaterThan(2);
    expect(tables.filter((table) => /ship|order_rate is better/i.test(table))).toEqual([]);
    expect(page).toContain("refund_rate (guardrail)");
  });
});

describe("what came too late", () => {
  const receipt = { touches: 1000, touchesRedated: 10, orders: 100, ordersBeforeTouches: 50 };

  test("edge: one percent of touches and half of the orders are borne, more is said", () => {
    const calm = pageOf({ health: { receipt } });
    expect(calm).not.toContain("dated by their receipt because");
    expect(calm).not.toContain("have no visible touch");
    const late = pageOf({ health: { receipt: { ...receipt, touchesRedated: 11, ordersBeforeTouches: 51 } } });
    expect(late).toContain("11 of 1,000 touches were dated by their receipt because they arrived more than seven days late; backfills need the original received time.");
    expect(late).toContain("51 of 100 orders have no visible touch");
    expect(late).toContain("<dt>touches dated by their receipt</dt><dd>11</dd>");
  });
});

describe("duplicates", () => {
  test("example: those that contradict the event kept are said in words, and nothing is said of none", () => {
    expect(pageOf({ health: { conflicts: 1200 } })).toContain("<p>1,200 duplicates say something else than the event kept under the same id. The line received first counts and, of lines received at the same instant, the one with the smaller SHA-256; if these");
    expect(pageOf({ health: { conflicts: 1 } })).toContain("<p>One duplicate says something else");
    expect(pageOf({ health: { conflicts: 0 } })).not.toContain("something else");
  });
});

describe("click tokens", () => {
  test("example: shares are of the events that carried one, and what is no token of ours is counted whole", () => {
    const page = pageOf({ attribution: { tokenStatus: { verified: 90, missing: 9000, malformed: 4, bad_signature: 5, unknown_key: 1 } } });
    expect(page).toContain("100 events carried a token; shares are of these.");
    expect(page).toContain('<td data-label="Share" class="number">90.0%</td>');
    expect(page).toContain("10 click tokens were forged, foreign or damaged.");
    expect(page).not.toContain("9,000");
  });

  test("edge: no token, no bar and no table", () => {
    expect(pageOf({ attribution: { tokenStatus: { missing: 9000 } } })).not.toContain("Click tokens");
  });
});

describe("channels beside the truth", () => {
  const line = (channel: string, orders: number, trueOrders: number) => ({ channel, credits: [{ orders, valueMinor: 0 }], trueOrders });

  test("example: the channel that is farthest off is named, with what may be behind it", () => {
    expect(greatestMiss([line("Email", 90, 100), line("Affiliates", 229, 137)], "last-non-direct")?.toString()).toContain("Affiliates, with 229 orders where 137 came from it. It is credited with more than it brought: a tag");
    expect(greatestMiss([line("Email", 40, 100)], "linear")?.toString()).toContain("Farthest from the truth under linear: Email, with 40 orders where 100 came from it. It is credited with less");
    expect(greatestMiss([line("Email", 100, 100)], "linear")).toBe(null);
  });
});

describe("tables", () => {
  test("edge: only a name too long for its column breaks, and no number does", () => {
    const page = pageWith({ ...row, metric: "m".repeat(25) });
    expect(page).toContain(`<th scope="row" class="long">${"m".repeat(25)}</th>`);
    expect(page).toContain('<td data-label="p" class="number">0.035</td>');
    expect(pageWith({ ...row, metric: "m".repeat(24) })).not.toContain('class="long"');
  });
});

describe("charts", () => {
  const text = { key: "k", title: "t", description: "d" };

  test("law: labels of the axis neither touch nor leave the drawing, at any width", () => {
    // A page never draws a number below 1e-100; it counts as none.
    const size = fc.double({ min: -3, max: 3, noNaN: true }).map((ratio) => (Math.abs(ratio) < 1e-100 ? 0 : ratio));
    fc.assert(
      fc.property(fc.array(fc.tuple(size, size, size), { minLength: 1, maxLength: 4 }), (numbers) => {
        const lines = numbers.map((three) => three.toSorted((a, b) => a - b)).map(([low = 0, lift = 0, high = 0]) => ({ label: "m", low, lift, high, trueLift: null }));
        const drawings = forestPlot(lines, text).toString().match(/<svg[^]*?<\/svg>/g) ?? [];
        expect(drawings).toHaveLength(2);
        for (const drawing of drawings) {
          const width = Number(/viewBox="0 0 (\d+)/.exec(drawing)?.[1]);
          const ticks = [...drawing.matchAll(/class="tick" x="([\d.]+)"[^>]*text-anchor="middle">([^<]*)</g)].map(([, x, label = ""]) => ({ x: Number(x), half: label.length * 3.6 }));
          expect(ticks.length).toBeGreaterThan(0);
          for (const [index, { x, half }] of ticks.entries()) {
            expect([x - half >= 0, x + half <= width]).toEqual([true, true]);
            const before = ticks[index - 1];
            if (before !== undefined) expect(x - before.x).toBeGreaterThan(half + before.half);
          }
        }
      }),
    );
  });

  test("example: half of the units fill half of the bar", () => {
    const bars = splitBars([{ arm: "a", units: 10, expectedShare: 0.5, observedShare: 0.5 }], text).toString();
    expect(bars).toContain('class="bar" x="0" y="22" width="360"');
    expect(bars).toContain('class="bar" x="0" y="22" width="160"');
  });
});
