import { channelOf, confirmWithinUs, meaningfulLabel, isDistrusted } from "@liftproof/attribution";
import type { AttributionRules, TokenEvidence, Touch, TouchLabels } from "@liftproof/attribution";
import { tokenStatuses } from "@liftproof/click-token";
import type { TokenStatus, TokenVerifier, TokenVerdict } from "@liftproof/click-token";
import { foldLabel } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";

/** How rows of a file become touches. */
export interface TouchRules {
  readonly rules: AttributionRules;
  /** Channels that say nothing about where the person came from. They keep their names in the totals. */
  readonly directChannels: ReadonlySet<string>;
  /** Judges the token column; absent when there is none. */
  readonly verify?: TokenVerifier;
}

/** The cells a touch is made of, already past the checks of identity and time. */
export interface TouchCells {
  readonly identityId: string;
  readonly eventId: string;
  readonly tsUs: EpochMicros;
  readonly channel: string | null;
  readonly source: string | null;
  readonly medium: string | null;
  readonly campaign: string | null;
  readonly token: string | null;
  readonly clickStatus: string | null;
  readonly device: string | null;
  /** Whether nobody clicked: the row is an impression. */
  readonly isView: boolean;
}

/** A touch, and the channel of its row before `--direct` was asked; `null` when the row has none. */
export interface ReadTouch {
  readonly touch: Touch;
  readonly channel: string | null;
}

/**
 * The touch a row stands for, or `null` when its click status is no status.
 *
 * A file has one instant per row: the touch counts as received when it happened. A row is a landing that a person
 * caused, for no column could say otherwise, so it confirms the click token on it, but only up to 30 minutes after the mint: a token read
 * from storage later confirms nothing. A status judged elsewhere is believed, and its labels are those of the row. Under `proofMode: off`
 * neither is read, and a key that the rules distrust is as good as revoked.
 */
export function touchOfCells(cells: TouchCells, from: TouchRules): ReadTouch | null {
  const status = cells.clickStatus?.trim() ?? null;
  if (status !== null && status !== "" && !isTokenStatus(status)) return null;
  // An impression was not clicked, so it has no token to judge.
  const verdict = from.verify === undefined || cells.isView ? null : from.verify(cells.token, cells.tsUs);
  const labels = openLabels(cells, from);
  const channel = labels?.channel ?? null;
  const open = channel !== null && from.directChannels.has(channel) ? null : labels;
  const directAs = open === null ? meaningfulLabel(cells.channel?.trim()) : null;
  const judged = verdict === null ? judgedElsewhere({ status: cells.isView ? null : status, labels }, from.rules) : judgedHere({ verdict, receivedTsUs: cells.tsUs }, from.rules);
  const touch: Touch = {
    identityId: cells.identityId,
    eventId: cells.eventId,
    eventName: "landing.view",
    receivedTsUs: cells.tsUs,
    arrivalTsUs: cells.tsUs,
    clamped: false,
    open,
    deviceFp: cells.device,
    visitorId: cells.identityId,
    ...(directAs === null ? {} : { directAs }),
    ...(cells.isView ? { viewThrough: true } : {}),
    ...judged,
  };
  return { touch, channel };
}

type Judged = Pick<Touch, "tokenStatus" | "token" | "signed">;

interface StatedStatus {
  readonly status: string | null;
  /** Those of the row, `--direct` not asked: who clicked came from somewhere. */
  readonly labels: TouchLabels | null;
}

function judgedElsewhere({ status, labels }: StatedStatus, { proofMode }: AttributionRules): Judged {
  const tokenStatus = status === null || !isTokenStatus(status) ? "missing" : status;
  if (tokenStatus !== "verified" || proofMode === "off") return { tokenStatus, token: null, signed: null };
  const token: TokenEvidence = {
    kind: "link",
    keyId: "",
    nonce: null,
    clickedTsUs: null,
    partner: null,
    referrerCode: null,
    trusted: false,
    confirmed: true,
  };
  return { tokenStatus, token, signed: labels ?? { channel: "Unassigned", source: null, medium: null, campaign: null } };
}

interface ReceivedVerdict {
  readonly verdict: TokenVerdict;
  readonly receivedTsUs: EpochMicros;
}

function judgedHere({ verdict: { status, claims }, receivedTsUs }: ReceivedVerdict, rules: AttributionRules): Judged {
  if (status !== "verified" || claims === null || rules.proofMode === "off") return { tokenStatus: status, token: null, signed: null };
  const { kind, keyId, nonce, issuedAtUs, identityHash, partner, referrerCode, trust } = claims;
  const isDoubted = isDistrusted(rules.distrust, keyId, receivedTsUs);
  if (isDoubted) return { tokenStatus: "revoked", token: null, signed: null };
  const labels = folded(claims);
  return {
    tokenStatus: status,
    token: { kind, keyId, nonce, clickedTsUs: kind === "click" ? issuedAtUs : null, partner, referrerCode, trusted: trust === "proof", confirmed: kind === "click" && receivedTsUs - issuedAtUs <= confirmWithinUs, identityHash },
    signed: { channel: channelOf({ ...labels, partner, referrerCode }, rules.channelRules), ...labels },
  };
}

type Sources = Pick<TouchLabels, "source" | "medium" | "campaign">;

/** As a lake keeps them: a space or a capital more is no other campaign, neither for a rule nor for the fraud filter. */
function folded({ source, medium, campaign }: Sources): Sources {
  const fold = (text: string | null): string | null => (text === null ? null : meaningfulLabel(foldLabel(text)));
  return { source: fold(source), medium: fold(medium), campaign: fold(campaign) };
}

/** The channel column decides where there is one; else the channel follows from source, medium and campaign. */
function openLabels(cells: TouchCells, { rules }: TouchRules): TouchLabels | null {
  const labels = folded(cells);
  const named = meaningfulLabel(cells.channel?.trim());
  const bare = labels.source === null && labels.medium === null && labels.campaign === null;
  const channel = named ?? (bare ? null : channelOf(labels, rules.channelRules));
  return channel === null ? null : { channel, ...labels };
}

function isTokenStatus(text: string): text is TokenStatus {
  return tokenStatuses.some((status) => status === text);
}
