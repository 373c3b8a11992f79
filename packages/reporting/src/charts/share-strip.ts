import { scaleLinear } from "d3-scale";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { px } from "./px.ts";
import type { ChartText } from "./responsive-chart.ts";
import { responsiveChart } from "./responsive-chart.ts";

/** One part of a whole and the tone it is painted in. */
export interface StripPart {
  readonly count: number;
  readonly tone: "good" | "calm" | "bad";
}

/** A whole cut into parts from left to right; names and numbers stand in the table beside it. */
export function shareStrip(parts: readonly StripPart[], text: ChartText): Markup {
  const total = Math.max(1, parts.reduce((sum, { count }) => sum + count, 0));
  return responsiveChart(text, (width) => {
    const x = scaleLinear([0, total], [0, width]);
    let before = 0;
    const body = parts
      .filter(({ count }) => count > 0)
      .map(({ count, tone }) => {
        const from = x(before);
        before += count;
        return html`<rect class="part ${tone}" x="${px(from)}" y="2" width="${px(Math.max(1, x(before) - from - 2))}" height="18" rx="3"/>`;
      });
    return { height: 22, body };
  });
}
