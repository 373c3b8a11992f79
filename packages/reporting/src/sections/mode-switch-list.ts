import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportModeSwitch } from "../report-partner.ts";
import { dateText } from "../text/date-text.ts";
import { grouped } from "../text/grouped.ts";

/** When the circuit breaker lowered or raised a key, and by what; nothing when it never did. */
export function modeSwitchList(switches: readonly ReportModeSwitch[]): Markup | null {
  if (switches.length === 0) return null;
  return html`<h4>Keys that stopped working</h4><ul>${switches.map((one) => html`<li>${said(one)}</li>`)}</ul>`;
}

function said({ keyId, mode, atUs, verified, usualVerified, refused, tokens }: ReportModeSwitch): string {
  const at = dateText(atUs, "d MMM yyyy, HH:mm 'UTC'");
  if (mode !== "report") return `Key ${keyId} counts in full again from ${at} on.`;
  return `Key ${keyId} was lowered to report on ${at}: ${grouped(verified)} of ${grouped(tokens)} tokens verified in the hour before, where ${grouped(Math.round(usualVerified))} are usual, and ${grouped(refused)} were refused. No claim is rejected for want of its proof until it is raised.`;
}
