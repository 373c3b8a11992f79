import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { px } from "./px.ts";
import type { ChartText } from "./responsive-chart.ts";
import { responsiveChart } from "./responsive-chart.ts";

/** How far a count is towards a goal; beyond the goal the bar is full. */
export function progressBar(share: number, text: ChartText): Markup {
  return responsiveChart(text, (width) => ({
    height: 16,
    body: html`<g class="series s0"><rect class="track" x="0" y="2" width="${width}" height="12" rx="6"/><rect class="bar" x="0" y="2" width="${px(Math.max(6, Math.min(1, share) * width))}" height="12" rx="6"/></g>`,
  }));
}
