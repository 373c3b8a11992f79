import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";

/** A number that matters and what it counts. */
export interface Tile {
  readonly value: string;
  readonly label: string;
}

/** A row of large numbers. */
export function tiles(entries: readonly Tile[]): Markup {
  return html`<dl class="tiles">${entries.map(({ value, label }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}</dl>`;
}
