import { scaleLinear } from "d3-scale";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { clipped } from "../text/clipped.ts";
import { decimal } from "../text/decimal.ts";
import { grouped } from "../text/grouped.ts";
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
      return html`<g><text class="label" x="${px(width > 500 ? left - 14 : 0)}" y="${px(labelY)}" text-anchor="${width > 500 ? "end" : "start"}">${clipped(channel, width > 500 ? 22 : 42)}</text>${orders.map((count, model) => {
        const top = start + model * (thickness + 3);
        return html`<g class="series s${model % 6}"><rect class="bar" x="${px(left)}" y="${px(top)}" width="${px(Math.max(1, x(count)))}" height="${thickness}" rx="3"/><text class="tick" x="${px(left + Math.max(1, x(count)) + 6)}" y="${px(top + thickness - 1)}">${Number.isInteger(count) ? grouped(count) : decimal(count, 1)}</text></g>`;
      })}</g>`;
    });
    return { height: y, body };
  });
}
