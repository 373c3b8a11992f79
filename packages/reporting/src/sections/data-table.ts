import type { Child, Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";

/** A table; the first column names its row. */
export interface DataTable {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Child[])[];
}

/** Names up to this stay on one line where they hold no space; a longer one breaks anywhere. */
const LONG_NAME = 24;

/** A table that becomes a list of labelled values on a phone, so that nothing scrolls sideways. */
export function dataTable({ caption, columns, rows }: DataTable): Markup {
  return html`<table><caption>${caption}</caption><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead><tbody>${rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, index) => (index === 0 ? html`<th scope="row"${typeof cell === "string" && cell.length > LONG_NAME ? html` class="long"` : null}>${cell}</th>` : html`<td data-label="${columns[index] ?? ""}"${isNumber(cell) ? html` class="number"` : null}>${cell}</td>`))}</tr>`,
  )}</tbody></table>`;
}

/** A number or a short range must not break; a long range may, between its ends. */
function isNumber(cell: Child): boolean {
  return typeof cell === "string" && cell.length <= 16 && /^[<+\u2212\d][^(]*$/.test(cell);
}
