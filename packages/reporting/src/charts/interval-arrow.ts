import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import { px } from "./px.ts";

/** The arrow in which an interval ends that leaves the drawing; side 1 points to the left, -1 to the right. */
export function intervalArrow(isShown: boolean, at: number, { middle, side }: { readonly middle: number; readonly side: 1 | -1 }): Markup | null {
  return isShown ? html`<path class="arrow" d="M${px(at + 8 * side)} ${px(middle - 6)}L${px(at)} ${px(middle)}L${px(at + 8 * side)} ${px(middle + 6)}"/>` : null;
}
