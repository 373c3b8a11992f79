import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment } from "../report-input.ts";
import { dataTable } from "./data-table.ts";

/** What was changed of how the experiment is decided while it ran, and why; nothing where nothing was. */
export function changesPanel({ changes = [] }: ReportExperiment): Markup | null {
  if (changes.length === 0) return null;
  const rows = changes.flatMap(({ reason, before }) => Object.entries(before).map(([key, value]) => [key, written(value), reason]));
  return html`<div class="panel"><h4>Changed while it ran</h4><p>What decides this experiment was changed after it started. Results that somebody had seen by then may have led to it, and no interval allows for that.</p>${dataTable({
    caption: "What stood there before, and the reason given", columns: ["What", "Before", "Why"], rows,
  })}</div>`;
}

function written(value: unknown): string {
  return typeof value === "string" ? value : value === null ? "nothing" : JSON.stringify(value).replaceAll(/["{}]/g, "").replaceAll(",", ", ").replaceAll(":", ": ");
}
