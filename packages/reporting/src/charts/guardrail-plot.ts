import { scaleLinear } from "d3-scale";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { clipped } from "../text/clipped.ts";
import { axisBottom } from "./axis-bottom.ts";
import { intervalArrow } from "./interval-arrow.ts";
import type { IntervalRow } from "./interval-row.ts";
import { px } from "./px.ts";
import type { ChartText, Drawing } from "./responsive-chart.ts";
import { responsiveChart } from "./responsive-chart.ts";

/** Harm that the data leave possible, in margins: 0 is no change, 1 is all the harm that is allowed. */
export interface HarmLine {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  readonly verdict: string;
}

const ROW = 46;

/** Harm beyond these many margins either way ends in an arrow. */
const [LEAST, MOST] = [-3, 4];

/** What harm each guardrail may have suffered, against its margin; one scale for metrics of any unit. */
export function guardrailPlot(lines: readonly HarmLine[], text: ChartText): Markup {
  return responsiveChart(text, (width) => drawing(lines, width));
}

function drawing(lines: readonly HarmLine[], width: number): Drawing {
  const isWide = width > 500;
  const [left, right] = isWide ? [210, width - 190] : [10, width - 10];
  const from = Math.max(LEAST, Math.min(-0.5, ...lines.map(({ low }) => low - 0.1)));
  const to = Math.min(MOST, Math.max(1.5, ...lines.map(({ high }) => high + 0.1)));
  const x = scaleLinear([from, to], [left, right]);
  const base = 6 + lines.length * ROW;
  return {
    height: base + 26,
    body: [
      html`<rect class="allowed" x="${px(left)}" y="4" width="${px(x(1) - left)}" height="${px(base - 4)}"/>`,
      ...axisBottom({ ticks: [{ x: x(0), label: "no change" }, { x: x(1), label: "margin" }], top: 4, base }),
      html`<line class="zero" x1="${px(x(0))}" x2="${px(x(0))}" y1="4" y2="${px(base)}"/><line class="promise" x1="${px(x(1))}" x2="${px(x(1))}" y1="4" y2="${px(base)}"/>`,
      ...lines.map((line, index) => row(line, { x, y: 6 + index * ROW, left, right, isWide })),
    ],
  };
}

function row({ label, low, high, verdict }: HarmLine, { x, y, left, right, isWide }: IntervalRow): Markup {
  const tone = high < 1 || low > 1 ? "up" : "flat";
  const middle = y + (isWide ? ROW / 2 : 32);
  const within = (at: number): number => Math.min(right, Math.max(left, at));
  const words = isWide
    ? html`<text class="label" x="${px(left - 14)}" y="${px(middle + 4)}" text-anchor="end">${clipped(label, 29)}</text><text class="tick" x="${px(right + 14)}" y="${px(middle + 4)}">${verdict}</text>`
    : html`<text class="label" x="${px(left)}" y="${px(y + 15)}">${clipped(label, 36)}</text>`;
  return html`<g class="${tone}">${words}
<line class="interval" x1="${px(within(x(low)))}" x2="${px(within(x(high)))}" y1="${px(middle)}" y2="${px(middle)}"/>${intervalArrow(x(low) < left, left, { middle, side: 1 })}${intervalArrow(x(high) > right, right, { middle, side: -1 })}
</g>`;
}
