import { shareStrip } from "../charts/share-strip.ts";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportAttribution } from "../report-input.ts";
import { grouped } from "../text/grouped.ts";
import { money } from "../text/money.ts";
import { percent } from "../text/percent.ts";
import { plainWords } from "../text/plain-words.ts";
import { dataTable } from "./data-table.ts";
import { modeSwitchList } from "./mode-switch-list.ts";
import { partnerTable } from "./partner-table.ts";
import { tiles } from "./tiles.ts";

const MEANING: Readonly<Record<string, string>> = {
  verified: "signed by us and in time",
  malformed: "not a token, or one that was cut or damaged",
  unknown_key: "signed with a key we do not have",
  bad_signature: "changed or forged",
  key_not_valid: "signed outside the life of its key",
  revoked: "signed with a revoked key",
  expired: "ours, but too old",
  not_yet_valid: "dated in the future",
};

/** What signed clicks changed: orders and money that would have gone to another channel without proof. */
export function proofPanel({ orders, currency, proof, tokenStatus, partners = [], modeSwitches = [] }: ReportAttribution): Markup {
  const statuses = Object.entries(tokenStatus)
    .filter(([status, count]) => count > 0 && status !== "missing")
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  const total = statuses.reduce((sum, [, count]) => sum + count, 0);
  const toneOf = (status: string): "good" | "calm" | "bad" => (status === "verified" ? "good" : status === "expired" || status === "not_yet_valid" ? "calm" : "bad");
  return html`<div class="card"><h3>What proof changed</h3><p>Without signed clicks, ${grouped(proof.ordersMoved)} orders worth ${money(proof.valueMovedMinor, currency)} would have been credited to another channel.</p>${tiles([
    { value: grouped(proof.ordersMoved), label: "orders moved by proof" },
    { value: money(proof.valueMovedMinor, currency), label: "value moved by proof" },
    { value: `${grouped(proof.ordersWithProof)} of ${grouped(orders)}`, label: "orders with a proven click" },
  ])}${
    statuses.length === 0
      ? null
      : html`<h4>Click tokens</h4><p class="fine">${grouped(total)} events carried a token; shares are of these.</p>${shareStrip(statuses.map(([status, count]) => ({ count, tone: toneOf(status) })), {
          key: "tokens",
          title: "Events that carried a token, by what became of it",
          description: statuses.map(([status, count]) => `${plainWords(status)}: ${grouped(count)}`).join("; "),
        })}${dataTable({
          caption: "Click tokens by status",
          columns: ["Status", "Events", "Share", "Meaning"],
          rows: statuses.map(([status, count]) => [plainWords(status), grouped(count), percent(count / Math.max(1, total), 1), Object.hasOwn(MEANING, status) ? (MEANING[status] ?? "") : ""]),
        })}`
  }${partnerTable(partners, currency)}${modeSwitchList(modeSwitches)}</div>`;
}
