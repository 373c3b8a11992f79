import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";

/** What a chart says to those who do not see it. */
export interface ChartText {
  /** Unique on the page. */
  readonly key: string;
  readonly title: string;
  readonly description: string;
}

/** A drawing of a given width. */
export interface Drawing {
  readonly height: number;
  readonly body: Markup | readonly Markup[];
}

/** Widths of the two drawings in CSS pixels: for a desk or paper, and for a phone. */
const WIDE = 720;
const NARROW = 320;

/**
 * One chart drawn twice, for a wide and for a narrow screen.
 *
 * Scaling one drawing down to a phone would shrink its text to six pixels. The style sheet shows one of
 * the two; the hidden one is hidden from screen readers as well.
 */
export function responsiveChart({ key, title, description }: ChartText, draw: (width: number) => Drawing): Markup {
  const drawn = [
    ["wide", WIDE],
    ["narrow", NARROW],
  ] as const;
  return html`<div class="chart">${drawn.map(([name, width]) => {
    const { height, body } = draw(width);
    const id = `${key}-${name}`;
    const tall = Math.ceil(height);
    return html`
<svg class="${name}" viewBox="0 0 ${width} ${tall}" width="${width}" height="${tall}" role="img" aria-labelledby="${id}-t ${id}-d">
<title id="${id}-t">${title}</title>
<desc id="${id}-d">${description}</desc>
${body}
</svg>`;
  })}</div>`;
}
