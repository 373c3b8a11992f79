import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX, line } from "d3-shape";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportLook } from "../report-input.ts";
import { dateText } from "../text/date-text.ts";
import { axisBottom } from "./axis-bottom.ts";
import { px } from "./px.ts";
import type { ChartText, Drawing } from "./responsive-chart.ts";
import { responsiveChart } from "./responsive-chart.ts";

/** Looks in ascending order of time, and how to write a difference. */
export interface EstimateHistory {
  readonly looks: readonly ReportLook[];
  readonly differenceText: (difference: number) => string;
  /** The true difference, where it is known. */
  readonly trueDifference: number | null;
}

/**
 * How the estimate settled: the difference at every look inside its confidence sequence.
 *
 * The wide band may be read at any time; the narrow one only at the planned end.
 */
export function estimateOverTime(history: EstimateHistory, text: ChartText): Markup {
  return responsiveChart(text, (width) => drawing(history, width));
}

function drawing({ looks, differenceText, trueDifference }: EstimateHistory, width: number): Drawing {
  const [left, right, top, base] = [width > 500 ? 76 : 58, width - 22, 12, 232];
  const low = (look: ReportLook): number => look.sequentialLow ?? look.low;
  const high = (look: ReportLook): number => look.sequentialHigh ?? look.high;
  const first = looks[0]?.asOfUs ?? 0;
  const last = Math.max(looks.at(-1)?.asOfUs ?? 1, first + 1);
  const x = scaleLinear([first, last], [left, right]);
  const y = scaleLinear([spread(looks.map(low), trueDifference, -1), spread(looks.map(high), trueDifference, 1)], [base, top]).nice(5);
  const [floor = 0, ceiling = 0] = y.domain();
  const inside = (value: number): number => y(Math.min(ceiling, Math.max(floor, value)));
  const band = (from: (look: ReportLook) => number, to: (look: ReportLook) => number): string =>
    area<ReportLook>((look) => x(look.asOfUs), (look) => inside(from(look)), (look) => inside(to(look))).curve(curveMonotoneX)([...looks]) ?? "";
  const path = line<ReportLook>((look) => x(look.asOfUs), (look) => inside(look.difference)).curve(curveMonotoneX)([...looks]) ?? "";
  const steps = width > 500 ? 5 : 3;
  const ticks = Array.from({ length: steps }, (_, index) => first + ((last - first) * index) / (steps - 1));
  return {
    height: base + 26,
    body: [
      ...y.ticks(5).map((tick) => html`<line class="grid" x1="${px(left)}" x2="${px(right)}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text class="tick" x="${px(left - 8)}" y="${px(y(tick) + 4)}" text-anchor="end">${differenceText(tick)}</text>`),
      ...axisBottom({ ticks: ticks.map((tick) => ({ x: x(tick), label: dateText(tick, "d MMM") })), top: base, base }),
      html`<path class="band outer" d="${band(low, high)}"/><path class="band inner" d="${band((look) => look.low, (look) => look.high)}"/>`,
      html`<line class="zero" x1="${px(left)}" x2="${px(right)}" y1="${px(inside(0))}" y2="${px(inside(0))}"/>`,
      trueDifference === null ? html`` : html`<line class="truth-line" x1="${px(left)}" x2="${px(right)}" y1="${px(inside(trueDifference))}" y2="${px(inside(trueDifference))}"/>`,
      html`<path class="curve" d="${path}"/>`,
    ],
  };
}

/**
 * One end of the vertical axis.
 *
 * The first looks know next to nothing and would squeeze the rest into a line; the axis shows four times
 * what the last look still leaves open, or all there is when that is less.
 */
function spread(bounds: readonly number[], trueDifference: number | null, side: 1 | -1): number {
  const last = bounds.at(-1) ?? 0;
  const farthest = side * Math.max(0, ...bounds.map((bound) => side * bound));
  const reach = side * Math.max(side * last, 0) + side * Math.abs(last) * 2;
  const chosen = side * Math.min(side * farthest, Math.max(side * reach, side * (trueDifference ?? 0) * 1.2));
  return chosen === 0 ? side * Math.max(Math.abs(last) * 0.25, 1e-9) : chosen;
}
