import { utcDate } from "../instant/utc-date.ts";
import type { SilverRow } from "../silver-row.ts";
import { foldLabel } from "../text/fold-label.ts";
import { referrerHost } from "../text/referrer-host.ts";
import type { AcceptContext } from "./accept-context.ts";
import type { CheckedEvent } from "./check-event.ts";
import { claimColumns } from "./claim-columns.ts";

const noHosts: readonly string[] = [];

/** The silver row of a checked event, its click token judged. */
export function silverRowOf(event: CheckedEvent, line: string, context: AcceptContext): SilverRow {
  const { envelope, eventTsUs } = event;
  const clickToken = textOrNull(envelope.click_token);
  const verdict = context.verify(clickToken, context.receivedAtUs);
  const claims = claimColumns(verdict);
  const sentTsUs = envelope.sent_ts_us ?? null;
  const referrer = envelope.referrer ?? null;
  const clickIdKind = envelope.click_id_kind ?? null;
  return {
    eventDt: utcDate(eventTsUs),
    eventName: envelope.event_name,
    eventTsUs,
    receivedTsUs: context.receivedAtUs,
    clockSkewUs: sentTsUs === null ? null : context.receivedAtUs - sentTsUs,
    eventId: envelope.event_id,
    userId: envelope.user_id ?? null,
    anonId: envelope.anon_id ?? null,
    sessionId: envelope.session_id ?? null,
    deviceFp: envelope.device_fp ?? null,
    pagePath: textOrNull(envelope.page_path),
    country: textOrNull(envelope.country),
    city: textOrNull(envelope.city),
    utmSource: event.utmSource,
    utmMedium: event.utmMedium,
    utmCampaign: event.utmCampaign,
    referrerHost: referrer === null ? null : referrerHost(referrer, context.ownHosts ?? noHosts),
    clickIdKind: clickIdKind === null ? null : foldLabel(clickIdKind),
    clickToken,
    tokenStatus: verdict.status,
    clickKind: claims.clickKind,
    clickNonce: claims.clickNonce,
    clickIssuedUs: claims.clickIssuedUs,
    referrerCode: claims.referrerCode,
    clickClass: textOrNull(envelope.click_class),
    clickClaims: claims.clickClaims,
    labels: event.labels,
    payload: event.payload,
    rawJson: line,
    schemaVersion: envelope.schema_version ?? 1,
  };
}

/** Empty text says as little as no text. */
function textOrNull(text: string | null | undefined): string | null {
  return text === undefined || text === "" ? null : text;
}
