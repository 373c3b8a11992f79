import { scaleLinear } from "d3-scale";
import { curveMonotoneX, line } from "d3-shape";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { axisBottom } from "./axis-bottom.ts";
import { px } from "./px.ts";
import type { ChartText, Drawing } from "./responsive-chart.ts";
import { responsiveChart } from "./responsive-chart.ts";

/** A point of a curve. */
export interface CurvePoint {
  readonly x: number;
  readonly y: number;
}

/** A curve, how its axes are written, and a level to compare it with. */
export interface Curve {
  /** In ascending order of x, at least two. */
  readonly points: readonly CurvePoint[];
  readonly xText: (x: number) => string;
  readonly yText: (y: number) => string;
  /** Top of the vertical axis; what lies above is cut off. */
  readonly top: number;
  /** Drawn as a line across; null for none. */
  readonly level: number | null;
}

/** One curve from zero upwards, such as power by effect or the smallest effect by day. */
export function curveChart(curve: Curve, text: ChartText): Markup {
  return responsiveChart(text, (width) => drawing(curve, width));
}

function drawing({ points, xText, yText, top: most, level }: Curve, width: number): Drawing {
  const [left, right, top, base] = [64, width - 24, 12, 212];
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  const x = scaleLinear([first, last], [left, right]);
  const y = scaleLinear([0, most], [base, top]);
  const path = line<CurvePoint>((point) => x(point.x), (point) => y(Math.min(most, point.y))).curve(curveMonotoneX)([...points]) ?? "";
  return {
    height: base + 26,
    body: [
      ...y.ticks(5).map((tick) => html`<line class="grid" x1="${px(left)}" x2="${px(right)}" y1="${px(y(tick))}" y2="${px(y(tick))}"/><text class="tick" x="${px(left - 8)}" y="${px(y(tick) + 4)}" text-anchor="end">${yText(tick)}</text>`),
      ...axisBottom({ ticks: x.ticks(width > 500 ? 7 : 4).map((tick) => ({ x: x(tick), label: xText(tick) })), top, base }),
      level === null || level > most ? html`` : html`<line class="truth-line" x1="${px(left)}" x2="${px(right)}" y1="${px(y(level))}" y2="${px(y(level))}"/>`,
      html`<path class="curve" d="${path}"/>`,
    ],
  };
}
