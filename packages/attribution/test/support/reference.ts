import type { SilverRow } from "@liftproof/events";
import type { AttributionFact, AttributionRules, ProofState } from "@liftproof/attribution";
import { channelOf, engineVersion, hostPattern, rulesHash } from "@liftproof/attribution";
import { known, type OwnedRow } from "./rows.ts";

/** The rule written down a second time, as plainly as its text: every order looks at every row. */
export function referenceFacts(all: readonly OwnedRow[], rules: AttributionRules, watermarkUs: number): readonly AttributionFact[] {
  const read = all.filter(({ row }) => row.receivedTsUs <= watermarkUs).map((owned) => believed(owned, rules));
  const touches = read.filter((owned) => isTouch(owned.row, rules)).map((owned) => described(owned, read, rules));
  const standing = touches.filter((touch) => touch.proofState !== "reload");
  const orders = read
    .filter(({ row }) => row.eventName === "order.created" && row.payload["is_test"] !== "true")
    .sort((a, b) => a.row.receivedTsUs - b.row.receivedTsUs || byteOrder(a.row.eventId, b.row.eventId))
    .filter((order, at, sorted) => sorted.findIndex((other) => idOf(other) === idOf(order)) === at);
  // With proof turned off a run says what would have won without it.
  const withoutProof = rules.proofMode === "off" ? [] : referenceFacts(all, turnedOff(rules), watermarkUs);
  const channels = new Map(withoutProof.map(({ orderId, channel }) => [orderId, channel]));
  return orders
    .map((order) => factOf(order, standing, { rules, watermarkUs, checkoutTsUs: checkoutOf(order, read, rules) }))
    .map((fact) => ({ ...fact, withoutProofChannel: channels.get(fact.orderId) ?? fact.channel }))
    .sort((a, b) => byteOrder(a.orderId, b.orderId));
}

const offOf = new Map<AttributionRules, AttributionRules>();

function turnedOff(rules: AttributionRules): AttributionRules {
  const off = offOf.get(rules) ?? { ...rules, proofMode: "off" };
  offOf.set(rules, off);
  return off;
}

/** A row whose token the rules do not believe reads like one whose token is not verified. */
function believed({ row, identityId }: OwnedRow, rules: AttributionRules): OwnedRow {
  if (row.tokenStatus !== "verified") return { row, identityId };
  if (rules.proofMode === "off") return { identityId, row: { ...row, clickKind: null } };
  const doubted = rules.distrust.some(
    ({ keyId, fromUs, toUs }) => keyId === row.clickClaims["key_id"] && row.receivedTsUs >= (fromUs ?? 0) && row.receivedTsUs <= (toUs ?? Infinity),
  );
  return doubted ? { identityId, row: { ...row, tokenStatus: "revoked", clickKind: null } } : { row, identityId };
}

const isSigned = (row: SilverRow): boolean => row.tokenStatus === "verified" && row.clickKind !== null;

const idOf = ({ row }: OwnedRow): string => row.payload["order_id"] ?? "";
const byteOrder = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function arrivalOf(row: SilverRow, rules: AttributionRules): number {
  const arrivalUs = Math.min(row.eventTsUs + (row.clockSkewUs ?? 0), row.receivedTsUs);
  return row.receivedTsUs - arrivalUs > rules.maxReceiptDelayUs ? row.receivedTsUs : arrivalUs;
}

/** When the checkout of an order began, or never. */
function checkoutOf({ row, identityId }: OwnedRow, read: readonly OwnedRow[], rules: AttributionRules): number {
  const orderTsUs = Math.min(row.eventTsUs, row.receivedTsUs);
  const starts = read.filter(
    (other) =>
      other.row.eventName === "checkout.start" &&
      other.identityId === identityId &&
      other.row.payload["checkout_id"] !== undefined &&
      other.row.payload["checkout_id"] === row.payload["checkout_id"] &&
      (other.row.sessionId === null || row.sessionId === null || other.row.sessionId === row.sessionId) &&
      arrivalOf(other.row, rules) >= orderTsUs - 86_400_000_000,
  );
  if (!rules.checkoutGuard || starts.length === 0) return Infinity;
  return Math.min(orderTsUs, ...starts.map((other) => arrivalOf(other.row, rules)));
}

interface Described {
  readonly row: SilverRow;
  readonly identityId: string;
  readonly proofState: ProofState | null;
  readonly labels: { source: string | null; medium: string | null; campaign: string | null } | null;
  readonly channel: string;
  readonly touchTsUs: number;
  readonly visibleFromUs: number;
  readonly proofWindowUs: number | null;
  readonly isRejected: boolean;
  /** May not come into a checkout: not our own proven click, and of a partner, an affiliate or a coupon source. */
  readonly isGuarded: boolean;
}

function openLabels(row: SilverRow, rules: AttributionRules): { source: string | null; medium: string | null; campaign: string | null } | null {
  const utm = { source: something(row.utmSource), medium: something(row.utmMedium), campaign: something(row.utmCampaign) };
  if (Object.values(utm).some((value) => value !== null)) return utm;
  const clickId = rules.clickIds.find((known) => known.kind === row.clickIdKind);
  if (clickId !== undefined) return { source: clickId.source, medium: clickId.medium, campaign: null };
  const host = row.referrerHost;
  if (host === null || new RegExp(hostPattern([...rules.excludedReferrers, ...rules.ownDomains])).test(host)) return null;
  const known = rules.referrers.find((referrer) => new RegExp(referrer.pattern).test(host));
  return { source: known?.source ?? host.replace(/^www\./, ""), medium: known?.medium ?? "referral", campaign: null };
}

function something(value: string | null | undefined): string | null {
  const nothing = ["(direct)", "direct", "$direct", "(none)", "none", "(not set)", ""];
  return value === null || value === undefined || nothing.includes(value) ? null : value;
}

function isTouch(row: SilverRow, rules: AttributionRules): boolean {
  if (row.labels["bot_ua"] === "true" || row.labels["webdriver"] === "true") return false;
  if (/^(exp|identity|profile)\./.test(row.eventName)) return false;
  if (isSigned(row) || openLabels(row, rules) !== null) return true;
  return ["session.start", "landing.view", "page.view"].includes(row.eventName);
}

/** Minted for another person, as far as both are known. */
function isMismatch({ row, identityId }: OwnedRow): boolean {
  const wanted = row.clickClaims["identity_hash"];
  const found = known.identityHashOf?.(identityId);
  return wanted !== undefined && found !== undefined && wanted !== found;
}

function proofStateOf(owned: OwnedRow, read: readonly OwnedRow[], rules: AttributionRules): ProofState | null {
  const state = clickStateOf(owned, read, rules);
  const code = owned.row.referrerCode;
  const isSelf = code !== null && known.referrerOf?.(code) === owned.identityId;
  return isSelf && (state === "proven" || state === "unconfirmed") ? "self_referral" : state;
}

function clickStateOf({ row, identityId }: OwnedRow, read: readonly OwnedRow[], rules: AttributionRules): ProofState | null {
  if (!isSigned(row)) return null;
  if (isMismatch({ row, identityId })) return "identity_mismatch";
  const trusted = row.clickClaims["trust"] === "proof";
  const partner = row.clickClaims["partner"] !== undefined;
  if (row.clickKind === "link") return row.referrerCode === null && (trusted || !partner) ? "proven" : "unconfirmed";
  const same = read
    .filter((other) => isTouch(other.row, rules) && isSigned(other.row) && other.row.clickKind === "click" && !isMismatch(other))
    .filter((other) => other.row.clickNonce === row.clickNonce && other.row.clickClaims["key_id"] === row.clickClaims["key_id"])
    .sort((a, b) => a.row.receivedTsUs - b.row.receivedTsUs || byteOrder(a.row.eventId, b.row.eventId));
  const binding = same.filter((other) => ["landing.view", "page.view", "order.created"].includes(other.row.eventName));
  const isActivated = same.some((other) => other.row.eventName === "shortlink.click" && other.row.clickClass === "person");
  const halfHourUs = 30 * 60 * 1_000_000;
  const isLanding = (other: SilverRow): boolean =>
    other.eventName === "landing.view" && other.payload["confirmed"] === "true" && arrivalOf(other, rules) <= (other.clickIssuedUs ?? -Infinity) + halfHourUs;
  const confirmed = binding.filter((other) => isLanding(other.row) || (isActivated && other.row.eventName === "order.created"));
  const owner = (confirmed[0] ?? binding[0])?.identityId;
  if (owner !== undefined && owner !== identityId) return "replayed";
  if (same.find((other) => other.identityId === identityId)?.row !== row) return "reload";
  return confirmed.some((other) => other.identityId === identityId) && (!partner || trusted) ? "proven" : "unconfirmed";
}

function described(owned: OwnedRow, read: readonly OwnedRow[], rules: AttributionRules): Described {
  const { row, identityId } = owned;
  const proofState = proofStateOf(owned, read, rules);
  const signed = proofState === "proven" || proofState === "unconfirmed";
  const partner = isSigned(row) ? (row.clickClaims["partner"] ?? null) : null;
  const referrerCode = isSigned(row) ? row.referrerCode : null;
  const open = openLabels(row, rules);
  const claims = { source: something(row.clickClaims["source"]), medium: something(row.clickClaims["medium"]), campaign: something(row.clickClaims["campaign"]) };
  const labels = signed ? claims : open;
  const channel = signed ? channelOf({ ...claims, partner, referrerCode }, rules.channelRules) : (open === null ? "direct" : channelOf(open, rules.channelRules));
  const arrivalUs = arrivalOf(row, rules);
  const isClick = signed && row.clickKind === "click";
  const touchTsUs = isClick ? (row.clickIssuedUs ?? arrivalUs) : arrivalUs;
  const isPaidFor =
    ["Affiliates", "Referral Program"].includes(channel) ||
    /^(affiliates?|partners?|referral[-_]program|refer-a-friend|member-referral|invite)$/i.test(labels?.medium ?? "");
  let visibleFromUs = Math.max(touchTsUs, row.receivedTsUs - rules.graceUs);
  if (partner !== null || referrerCode !== null || (labels !== null && isPaidFor)) visibleFromUs = row.receivedTsUs;
  if (isClick) visibleFromUs = touchTsUs;
  const proofWindowUs = partner !== null || referrerCode !== null ? rules.partnerProofWindowUs : rules.proofWindowUs;
  const claimsMuch = rules.requireProof.some(({ campaign, partner: wanted, keyIds }) => {
    const names = campaign === undefined ? [labels?.source, signed ? partner : null] : [labels?.campaign];
    const isLowered = (keyId: string): boolean =>
      (known.loweredKeys ?? []).some((key) => key.keyId === keyId && row.receivedTsUs >= key.fromUs && row.receivedTsUs <= (key.toUs ?? Infinity));
    return names.some((name) => name?.toLowerCase() === (campaign ?? wanted)?.toLowerCase()) && !(keyIds?.every(isLowered) ?? false);
  });
  const isRejected = proofState === "self_referral" || (rules.proofMode === "enforce" && proofState !== "proven" && claimsMuch);
  const source = labels?.source?.toLowerCase() ?? "";
  const isCoupon = rules.couponSources.some((listed) => isSameSource(source, listed));
  const isOurClick = proofState === "proven" && row.clickKind === "click" && partner === null;
  const isGuarded = labels !== null && !isOurClick && ((signed && partner !== null) || isPaidFor || isCoupon);
  return { row, identityId, proofState, labels, channel, touchTsUs, visibleFromUs, proofWindowUs, isRejected, isGuarded };
}

interface Context {
  readonly rules: AttributionRules;
  readonly watermarkUs: number;
  readonly checkoutTsUs: number;
}

function factOf({ row, identityId }: OwnedRow, standing: readonly Described[], { rules, watermarkUs, checkoutTsUs }: Context): AttributionFact {
  const orderTsUs = Math.min(row.eventTsUs, row.receivedTsUs);
  const inWindow = standing.filter(
    (touch) =>
      touch.identityId === identityId &&
      touch.touchTsUs <= orderTsUs &&
      (rules.lookbackUs === null || touch.touchTsUs >= orderTsUs - rules.lookbackUs),
  );
  const injected = (touch: Described): boolean => touch.isGuarded && (touch.row.receivedTsUs > checkoutTsUs || touch.touchTsUs > checkoutTsUs);
  const candidates = inWindow.filter((touch) => !touch.isRejected && touch.visibleFromUs <= orderTsUs && (rules.conversionIsTouch || touch.row.eventId !== row.eventId) && !injected(touch));
  const tierOf = (touch: Described): number => {
    if (touch.proofState === "proven" && orderTsUs - touch.touchTsUs <= (touch.proofWindowUs ?? Infinity)) return 2;
    return touch.labels === null ? 0 : 1;
  };
  const later = (a: Described, b: Described): number =>
    a.touchTsUs - b.touchTsUs || a.row.receivedTsUs - b.row.receivedTsUs || byteOrder(a.row.eventId, b.row.eventId);
  const best = candidates.toSorted((a, b) => tierOf(b) - tierOf(a) || later(b, a));
  const [winner, runnerUp] = best;
  const tier = winner === undefined ? null : (["direct", "evidence", "proof"] as const)[tierOf(winner)] ?? null;
  const overtaken = winner !== undefined && candidates.some((touch) => tierOf(touch) === 1 && later(touch, winner) > 0);
  const reasons = { proof: overtaken ? "proof_over_recency" : "proof", evidence: "last_non_direct", direct: "only_direct" } as const;
  return {
    orderId: row.payload["order_id"] ?? "",
    identityId,
    orderTsUs,
    orderValueMinor: Number(row.payload["value_minor"]),
    currency: row.payload["currency"] ?? "",
    channel: winner?.channel ?? "direct",
    source: winner?.labels?.source ?? null,
    medium: winner?.labels?.medium ?? null,
    campaign: winner?.labels?.campaign ?? null,
    hasClickProof: winner?.proofState === "proven",
    tokenStatus: winner?.row.tokenStatus ?? null,
    proofState: winner?.proofState ?? null,
    winningEventId: winner?.row.eventId ?? null,
    touchTsUs: winner?.touchTsUs ?? null,
    secondsToOrder: winner === undefined ? null : Math.floor((orderTsUs - winner.touchTsUs) / 1e6),
    tier,
    reason: tier === null ? (inWindow.length > 0 ? "only_rejected" : "no_touch") : reasons[tier],
    runnerUpEventId: runnerUp?.row.eventId ?? null,
    withoutProofChannel: winner?.channel ?? "direct",
    candidates: candidates.length,
    rejected: inWindow.length - candidates.length,
    state: watermarkUs >= orderTsUs + rules.finalAfterUs ? "final" : "provisional",
    rulesHash: rulesHash(rules),
    engineVersion,
    channelRulesVersion: rules.channelRulesVersion,
    watermarkUs,
  };
}

/** Word by word instead of by a pattern: a listed host covers what ends in it and its first word, a listed word any host named so. */
function isSameSource(source: string, listed: string): boolean {
  const words = source.split(".");
  if (!listed.includes(".")) {
    const named = words[0] === "www" && words.length > 1 ? words.slice(1) : words;
    return named[0] === listed && named.length <= 3 && named.slice(1).every((ending) => /^[a-z]+$/u.test(ending));
  }
  return source === listed || source.endsWith(`.${listed}`) || source === listed.split(".")[0];
}
