import { scaleLinear } from "d3-scale";
import { area, curveMonotoneX } from "d3-shape";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { clipped } from "../text/clipped.ts";
import { percent } from "../text/percent.ts";
import { axisBottom } from "./axis-bottom.ts";
import { px } from "./px.ts";
import type { ChartText, Drawing } from "./responsive-chart.ts";
import { responsiveChart } from "./responsive-chart.ts";

/** Conversions of one arm. */
export interface ArmRate {
  readonly arm: string;
  readonly successes: number;
  readonly trials: number;
}

const POINTS = 97;

/**
 * Where the rate of each arm may lie: the Beta posterior under the prior Beta(1/2, 1/2).
 *
 * Every curve has the same area; the less two curves overlap, the clearer the difference.
 */
export function posteriorDensity(arms: readonly ArmRate[], text: ChartText): Markup {
  return responsiveChart(text, (width) => drawing(arms, width));
}

function drawing(arms: readonly ArmRate[], width: number): Drawing {
  const [left, right, top, base] = [24, width - 24, 14 + 20 * (width > 500 ? 1 : arms.length), 200];
  const curves = arms.map(posterior);
  const from = Math.max(0, Math.min(...curves.map(({ mean, deviation }) => mean - 4 * deviation)));
  const to = Math.min(1, Math.max(...curves.map(({ mean, deviation }) => mean + 4 * deviation)));
  const x = scaleLinear([from, to], [left, right]);
  const rates = Array.from({ length: POINTS }, (_, index) => from + ((to - from) * (index + 0.5)) / POINTS);
  const heights = curves.map((curve) => rates.map((rate) => Math.exp(curve.logDensity(rate) - curve.logScale)));
  const y = scaleLinear([0, Math.max(...heights.flat())], [base, top]);
  const step = width > 500 ? (right - left) / Math.max(2, arms.length) : 0;
  const places = to - from < 0.004 ? 3 : to - from < 0.04 ? 2 : 1;
  return {
    height: base + 26,
    body: [
      ...axisBottom({ ticks: x.ticks(width > 500 ? 7 : 4).map((tick) => ({ x: x(tick), label: percent(tick, places) })), top, base }),
      ...arms.map(({ arm }, index) => {
        const hill = area<number>((_, point) => x(rates[point] ?? 0), base, (height) => y(height)).curve(curveMonotoneX);
        const path = hill(heights[index] ?? []) ?? "";
        const mean = curves[index]?.mean ?? 0;
        const label = `${clipped(arm, width > 500 ? Math.floor(60 / arms.length) : 30)} ${percent(mean, places + 1)}`;
        const [labelX, labelY] = [left + step * index, width > 500 ? 12 : 12 + 18 * index];
        return html`<g class="series s${index % 6}">
<path class="density" d="${path}"/>
<line class="mean" x1="${px(x(mean))}" x2="${px(x(mean))}" y1="${px(top)}" y2="${px(base)}"/>
<rect class="swatch" x="${px(labelX)}" y="${px(labelY - 10)}" width="11" height="11" rx="3"/>
<text class="label" x="${px(labelX + 17)}" y="${px(labelY)}">${label}</text>
</g>`;
      }),
    ],
  };
}

/** `logScale` puts curves of different widths on one scale of area. */
function posterior({ successes, trials }: ArmRate): {
  readonly mean: number;
  readonly deviation: number;
  readonly logScale: number;
  readonly logDensity: (rate: number) => number;
} {
  const [a, b] = [successes + 0.5, trials - successes + 0.5];
  const mean = a / (a + b);
  const deviation = Math.sqrt((mean * (1 - mean)) / (a + b + 1));
  const logDensity = (rate: number): number => (a - 1) * Math.log(rate) + (b - 1) * Math.log1p(-rate);
  return { mean, deviation, logDensity, logScale: logDensity(mean) + Math.log(deviation) };
}
