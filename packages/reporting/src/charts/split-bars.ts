import { scaleLinear } from "d3-scale";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { clipped } from "../text/clipped.ts";
import { grouped } from "../text/grouped.ts";
import { percent } from "../text/percent.ts";
import { px } from "./px.ts";
import type { ChartText } from "./responsive-chart.ts";
import { responsiveChart } from "./responsive-chart.ts";

/** What an arm got and what it was promised; shares in [0, 1]. */
export interface SplitBar {
  readonly arm: string;
  readonly units: number;
  readonly expectedShare: number;
  readonly observedShare: number;
}

const ROW = 46;

/** One bar per arm, as long as its share of all units, with a mark where its promised share ends. */
export function splitBars(arms: readonly SplitBar[], text: ChartText): Markup {
  return responsiveChart(text, (width) => {
    const x = scaleLinear([0, 1], [0, width]).clamp(true);
    return {
      height: arms.length * ROW + 4,
      body: arms.map(({ arm, units, expectedShare, observedShare }, index) => {
        const y = index * ROW;
        const promised = x(expectedShare);
        const shares = `${percent(observedShare)} of ${percent(expectedShare)}`;
        const told = width > 500 ? `${grouped(units)} units, ${shares} promised` : shares;
        return html`<g class="series s${index % 6}">
<text class="label" x="0" y="${px(y + 15)}">${clipped(arm, width > 500 ? 48 : 22)}</text>
<text class="tick" x="${px(width)}" y="${px(y + 15)}" text-anchor="end">${told}</text>
<rect class="track" x="0" y="${px(y + 22)}" width="${px(width)}" height="14" rx="4"/>
<rect class="bar" x="0" y="${px(y + 22)}" width="${px(x(observedShare))}" height="14" rx="4"/>
<line class="promise" x1="${px(promised)}" x2="${px(promised)}" y1="${px(y + 20)}" y2="${px(y + 40)}"/>
</g>`;
      }),
    };
  });
}
