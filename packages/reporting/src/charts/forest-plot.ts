import { scaleLinear } from "d3-scale";
import type { ScaleLinear } from "d3-scale";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { clipped } from "../text/clipped.ts";
import { signedPercent } from "../text/signed-percent.ts";
import { axisBottom } from "./axis-bottom.ts";
import { intervalArrow } from "./interval-arrow.ts";
import type { IntervalRow } from "./interval-row.ts";
import { px } from "./px.ts";
import type { ChartText, Drawing } from "./responsive-chart.ts";
import { responsiveChart } from "./responsive-chart.ts";

/** One line of a forest plot; all numbers are relative changes. */
export interface ForestLine {
  readonly label: string;
  readonly lift: number;
  /** `null` where the interval has no bound. */
  readonly low: number | null;
  readonly high: number | null;
  readonly trueLift: number | null;
}

const ROW = 46;

/** An interval wider than this ends in an arrow, so that one rare metric does not squeeze all others. */
const WIDEST = 1;

/**
 * Lifts with their intervals, one line each, against the line of no change.
 *
 * An interval that leaves the chart ends in an arrow at its edge; a true value, where it
 * is known, is a diamond.
 */
export function forestPlot(lines: readonly ForestLine[], text: ChartText): Markup {
  return responsiveChart(text, (width) => drawing(lines, width));
}

function drawing(lines: readonly ForestLine[], width: number): Drawing {
  const isWide = width > 500;
  const [left, right] = isWide ? [210, width - 190] : [10, width - 10];
  const most = Math.max(WIDEST, ...lines.flatMap(({ lift, trueLift }) => [1.3 * Math.abs(lift), Math.abs(trueLift ?? 0)]));
  const bounds = lines.flatMap(boundsOf).map((bound) => Math.min(most, Math.max(-most, bound)));
  const pad = (Math.max(0, ...bounds) - Math.min(0, ...bounds)) * 0.06 || 0.01;
  const x = scaleLinear([Math.min(0, ...bounds) - pad, Math.max(0, ...bounds) + pad], [left, right]);
  const base = 6 + lines.length * ROW;
  const ticks = axisTicks(x, { left, right });
  return {
    height: base + 26,
    body: [
      ...axisBottom({ ticks, top: 4, base }),
      html`<line class="zero" x1="${px(x(0))}" x2="${px(x(0))}" y1="4" y2="${px(base)}"/>`,
      ...lines.map((line, index) => row(line, { x, y: 6 + index * ROW, left, right, isWide })),
    ],
  };
}

/** Room of a label with its sign and its percent sign, and of the gap to the next. */
const LABEL = { character: 7.2, gap: 14 };

/** As many round ticks as fit side by side; a label that would leave the drawing goes, its line with it. */
function axisTicks(x: ScaleLinear<number, number>, { left, right }: { readonly left: number; readonly right: number }): readonly { readonly x: number; readonly label: string }[] {
  for (let wanted = 6; wanted > 0; wanted -= 1) {
    const ticks = x.ticks(wanted).map((tick) => ({ x: x(tick), label: tick === 0 ? "0" : axisPercent(tick) }));
    const half = (label: string): number => (label.length * LABEL.character) / 2;
    const inside = ticks.filter((tick) => tick.x - half(tick.label) >= left - 10 && tick.x + half(tick.label) <= right + 10);
    const fits = inside.every((tick, index) => {
      const before = inside[index - 1];
      return before === undefined || tick.x - before.x >= half(before.label) + half(tick.label) + LABEL.gap;
    });
    if (fits) return inside;
  }
  return [{ x: x(0), label: "0" }];
}

/** An end without a bound gets half as much room as the other end takes, for its arrow. */
function boundsOf({ lift, low, high, trueLift }: ForestLine): readonly number[] {
  return [lift, low ?? lift - ((high ?? 2 * lift) - lift) / 2, high ?? lift + (lift - (low ?? 0)) / 2, trueLift ?? 0];
}

function row({ label, lift, low, high, trueLift }: ForestLine, { x, y, left, right, isWide }: IntervalRow): Markup {
  const tone = low !== null && low > 0 ? "up" : high !== null && high < 0 ? "down" : "flat";
  const middle = y + (isWide ? ROW / 2 : 32);
  const isOpen = { low: low === null || x(low) < left, high: high === null || x(high) > right };
  const from = low === null || isOpen.low ? left : x(low);
  const to = high === null || isOpen.high ? right : x(high);
  const range = low === null || high === null ? "no bound" : `${signedPercent(low)} to ${signedPercent(high)}`;
  const words = isWide
    ? html`<text class="label" x="${px(left - 14)}" y="${px(middle + 4)}" text-anchor="end">${clipped(label, 29)}</text>
<text class="value" x="${px(right + 14)}" y="${px(middle - 1)}">${signedPercent(lift)}</text>
<text class="tick" x="${px(right + 14)}" y="${px(middle + 14)}">${range}</text>`
    : html`<text class="label" x="${px(left)}" y="${px(y + 15)}">${clipped(label, 24)}</text>
<text class="value" x="${px(right)}" y="${px(y + 15)}" text-anchor="end">${signedPercent(lift)}</text>`;
  const truth = trueLift === null ? null : html`<path class="truth" d="M${px(x(trueLift))} ${px(middle - 8)}l5.5 8-5.5 8-5.5-8z"/>`;
  return html`<g class="${tone}">
${words}
<line class="interval" x1="${px(from)}" x2="${px(to)}" y1="${px(middle)}" y2="${px(middle)}"/>
${intervalArrow(isOpen.low, from, { middle, side: 1 })}${intervalArrow(isOpen.high, to, { middle, side: -1 })}
<circle class="estimate" cx="${px(x(lift))}" cy="${px(middle)}" r="5.5"/>
${truth}</g>`;
}

function axisPercent(ratio: number): string {
  const size = Math.round(Math.abs(ratio) * 1e6) / 1e4;
  return `${ratio < 0 ? "\u2212" : "+"}${size}%`;
}
