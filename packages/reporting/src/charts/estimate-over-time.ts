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
  readonly tickText: (difference: number) => string;
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

function drawing({ looks, tickText, trueDifference }: EstimateHistory, width: number): Drawing {
  const [left, right, top, base] = [76, width - 22, 12, 232];
  const low = (look: ReportLook): number => look.sequentialLow ?? look.low;
  const high = (look: ReportLook): number => look.sequentialHigh ?? look.high;
  const first = looks[0]?.asOfUs ?? 0;
  const last = Math.max(looks.at(-1)?.asOfUs ?? 1, first + 1);
  const x = scaleLinear([first, last], [left, right]);
  const y = scaleLinear(extent(looks, [...looks.map(low), ...looks.map(high)], trueDifference), [base, top]).nice(5);
  const [floor = 0, ceiling = 0] = y.domain();
  const inside = (value: number): number => y(Math.min(ceiling, Math.max(floor, value)));
  const band = (shown: readonly ReportLook[], from: (look: ReportLook) => number, to: (look: ReportLook) => number): string =>
    area<ReportLook>((look) => x(look.asOfUs), (look) => inside(from(look)), (look) => inside(to(look))).curve(curveMonotoneX)([...shown]) ?? "";
  // The first looks have too little data for a sequence; a narrow band must not pass for a wide one.
  const sequenced = looks.filter(({ sequentialLow, sequentialHigh }) => sequentialLow !== null && sequentialHigh !== null);
  const path = line<ReportLook>((look) => x(look.asOfUs), (look) => inside(look.difference)).curve(curveMonotoneX)([...looks]) ?? "";
  const steps = width > 500 ? 5 : 3;
  const ticks = Array.from({ length: steps }, (_, index) => first + ((last - first) * index) / (steps - 1));
  return {
    height: base + 26,
    body: [
      ...y.ticks(5).map((tick) => html`<line class="grid" x1="${px(left)}" x2="${px(right)}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text class="tick" x="${px(left - 8)}" y="${px(y(tick) + 4)}" text-anchor="end">${tickText(tick)}</text>`),
      ...axisBottom({ ticks: ticks.map((tick) => ({ x: x(tick), label: dateText(tick, "d MMM") })), top: base, base }),
      html`<path class="band outer" d="${band(sequenced, low, high)}"/><path class="band inner" d="${band(looks, (look) => look.low, (look) => look.high)}"/>`,
      html`<line class="zero" x1="${px(left)}" x2="${px(right)}" y1="${px(inside(0))}" y2="${px(inside(0))}"/>`,
      trueDifference === null ? html`` : html`<line class="truth-line" x1="${px(left)}" x2="${px(right)}" y1="${px(inside(trueDifference))}" y2="${px(inside(trueDifference))}"/>`,
      html`<path class="curve" d="${path}"/>`,
    ],
  };
}

/**
 * The vertical axis: zero, the truth where it is known, and what the looks leave open.
 *
 * The first looks know next to nothing and would squeeze the rest into a line, so that a bound farther
 * from the last estimate than four times its own half width is cut off.
 */
function extent(looks: readonly ReportLook[], bounds: readonly number[], trueDifference: number | null): readonly [number, number] {
  const last = looks.at(-1);
  const estimate = last?.difference ?? 0;
  const reach = last === undefined ? 1 : 4 * Math.max(Math.abs(last.high - estimate), Math.abs(estimate - last.low));
  const shown = [0, trueDifference ?? 0, ...bounds.map((bound) => Math.min(estimate + reach, Math.max(estimate - reach, bound)))];
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  return low === high ? [low - 1e-9, high + 1e-9] : [low, high];
}
