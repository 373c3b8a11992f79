import { scaleLinear } from "d3-scale";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { clipped } from "../text/clipped.ts";
import { decimal } from "../text/decimal.ts";
import { px } from "./px.ts";
import type { ChartText } from "./responsive-chart.ts";
import { responsiveChart } from "./responsive-chart.ts";

/** Orders of one channel, one number per model in the order of the legend. */
export interface ChannelOrders {
  readonly channel: string;
  readonly orders: readonly number[];
}

/** Bars by channel, one per model, so that models that disagree are seen to. */
export function channelBars(channels: readonly ChannelOrders[], text: ChartText): Markup {
  return responsiveChart(text, (width) => {
    const thickness = (channels[0]?.orders.length ?? 1) > 1 ? 10 : 14;
    const left = width > 500 ? 170 : 0;
    const most = Math.max(1e-9, ...channels.flatMap(({ orders }) => orders));
    const x = scaleLinear([0, most], [0, width - left - 62]);
    let y = 2;
    const body = channels.map(({ channel, orders }) => {
      const start = y + (width > 500 ? 0 : 20);
      const size = orders.length * (thickness + 3);
      const labelY = width > 500 ? start + size / 2 + 3 : start - 7;
      y = start + size + 14;
      const anchor = width > 500 ? { x: left - 14, side: "end", length: 22 } : { x: 0, side: "start", length: 42 };
      const bars = orders.map((count, model) => bar(count, { model, left, length: Math.max(1, x(count)), top: start + model * (thickness + 3), thickness }));
      return html`<g>
<text class="label" x="${px(anchor.x)}" y="${px(labelY)}" text-anchor="${anchor.side}">${clipped(channel, anchor.length)}</text>
${bars}
</g>`;
    });
    return { height: y, body };
  });
}

interface BarPlace {
  /** Place of the model in the legend. */
  readonly model: number;
  readonly left: number;
  readonly length: number;
  readonly top: number;
  readonly thickness: number;
}

function bar(count: number, { model, left, length, top, thickness }: BarPlace): Markup {
  const told = decimal(count, Number.isInteger(count) ? 0 : 1);
  return html`<g class="series s${model % 6}">
<rect class="bar" x="${px(left)}" y="${px(top)}" width="${px(length)}" height="${thickness}" rx="3"/>
<text class="tick" x="${px(left + length + 6)}" y="${px(top + thickness - 1)}">${told}</text>
</g>`;
}
