import type { SilverRow } from "@liftproof/events";
import { arrivalOf } from "./arrival-of.ts";
import type { Arrival } from "./arrival-of.ts";
import type { AttributionRules } from "./attribution-rules.ts";
import type { LabelBook } from "./label-book.ts";
import { labelBook } from "./label-book.ts";
import { confirmsClick } from "./proof/confirms-click.ts";
import { isDistrusted } from "./proof/distrusted-key.ts";
import { meaningfulLabel } from "./meaningful-label.ts";
import type { TokenEvidence, Touch, TouchLabels } from "./touch.ts";

/** Why a row is no touch. */
export type NoTouchReason = "bot" | "ignored_event" | "no_evidence";

/** A touch, or the reason why the row is none, to be counted. */
export type TouchVerdict =
  | { readonly kind: "touch"; readonly touch: Touch }
  | { readonly kind: "none"; readonly reason: NoTouchReason };

const visitEvents: ReadonlySet<string> = new Set(["session.start", "landing.view", "page.view"]);

/**
 * The touch a silver row stands for.
 *
 * Evidence decides, not the event's name: a verified token, UTM tags, a known click id or an external referrer.
 * A visit without any is a direct touch; any other event without evidence is none.
 *
 * @param identityId - The person the row belongs to, as resolved at the watermark.
 */
export function touchVerdict(row: SilverRow, identityId: string, rules: AttributionRules): TouchVerdict {
  if (row.labels["bot_ua"] === "true" || row.labels["webdriver"] === "true") return { kind: "none", reason: "bot" };
  if (rules.ignoredEventPrefixes.some((prefix) => row.eventName.startsWith(prefix))) {
    return { kind: "none", reason: "ignored_event" };
  }
  const book = labelBook(rules);
  const isView = rules.viewThrough?.eventNames.includes(row.eventName) === true;
  const arrival = arrivalOf(row, rules);
  const token = isView ? null : tokenEvidence(row, arrival, rules);
  const isDoubted = token === null && !isView && row.tokenStatus === "verified" && row.clickKind !== null && rules.proofMode !== "off";
  const open = openLabels(row, book);
  if (token === null && open === null && (isView || !visitEvents.has(row.eventName))) return { kind: "none", reason: "no_evidence" };
  return {
    kind: "touch",
    touch: {
      identityId,
      eventId: row.eventId,
      eventName: row.eventName,
      receivedTsUs: row.receivedTsUs,
      ...arrival,
      deviceFp: row.deviceFp,
      visitorId: row.userId ?? row.anonId,
      // The verdict at arrival stays in silver; here it is what the rules make of it.
      tokenStatus: isDoubted ? "revoked" : row.tokenStatus,
      token,
      signed: token === null ? null : signedLabels(row, token, book),
      open,
      ...(isView ? { viewThrough: true } : {}),
    },
  };
}

function tokenEvidence(row: SilverRow, { arrivalTsUs }: Arrival, rules: AttributionRules): TokenEvidence | null {
  if (row.tokenStatus !== "verified" || row.clickKind === null || rules.proofMode === "off") return null;
  const keyId = row.clickClaims["key_id"] ?? "";
  if (isDistrusted(rules.distrust, keyId, row.receivedTsUs)) return null;
  const isClick = row.clickKind === "click";
  return {
    kind: row.clickKind,
    keyId,
    nonce: isClick ? row.clickNonce : null,
    clickedTsUs: isClick ? row.clickIssuedUs : null,
    partner: row.clickClaims["partner"] ?? null,
    referrerCode: row.referrerCode,
    trusted: row.clickClaims["trust"] === "proof",
    confirmed: isClick && confirmsClick(row, arrivalTsUs),
    activated: isClick && row.eventName === "shortlink.click" && row.clickClass === "person",
    identityHash: row.clickClaims["identity_hash"] ?? null,
  };
}

/** A label missing from the claims stays missing: filling it from UTM would let a tag speak under our signature. */
function signedLabels(row: SilverRow, token: TokenEvidence, book: LabelBook): TouchLabels {
  const labels = {
    source: meaningfulLabel(row.clickClaims["source"]),
    medium: meaningfulLabel(row.clickClaims["medium"]),
    campaign: meaningfulLabel(row.clickClaims["campaign"]),
  };
  return {
    channel: book.channel({ ...labels, partner: token.partner, referrerCode: token.referrerCode }),
    ...labels,
  };
}

function openLabels(row: SilverRow, book: LabelBook): TouchLabels | null {
  const source = meaningfulLabel(row.utmSource);
  const medium = meaningfulLabel(row.utmMedium);
  const campaign = meaningfulLabel(row.utmCampaign);
  if (source !== null || medium !== null || campaign !== null) {
    return { channel: book.channel({ source, medium, campaign }), source, medium, campaign };
  }
  const label =
    (row.clickIdKind === null ? null : book.clickId(row.clickIdKind)) ??
    (row.referrerHost === null || row.referrerHost === "" ? null : book.referrer(row.referrerHost));
  if (label === null) return null;
  const named = { source: label.source, medium: label.medium, campaign: null };
  return { channel: book.channel(named), ...named };
}
