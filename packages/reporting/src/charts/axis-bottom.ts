import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { px } from "./px.ts";

/** Where a horizontal axis lies and what it says. */
export interface AxisBottom {
  readonly ticks: readonly { readonly x: number; readonly label: string }[];
  /** Top of the grid lines and the base line, in pixels. */
  readonly top: number;
  readonly base: number;
}

/** Grid lines and labels of a horizontal axis; labels at the ends lean inwards by the reader's own text anchor. */
export function axisBottom({ ticks, top, base }: AxisBottom): readonly Markup[] {
  return ticks.map(
    ({ x, label }) =>
      html`<line class="grid" x1="${px(x)}" x2="${px(x)}" y1="${px(top)}" y2="${px(base)}"/><text class="tick" x="${px(x)}" y="${px(base + 19)}" text-anchor="middle">${label}</text>`,
  );
}
