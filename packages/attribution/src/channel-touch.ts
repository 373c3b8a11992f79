import type { TokenStatus } from "@liftproof/click-token";
import type { EpochMicros } from "@liftproof/events";
import { directChannel } from "./direct-channel.ts";
import { meaningfulLabel } from "./meaningful-label.ts";
import type { TokenEvidence, Touch, TouchLabels } from "./touch.ts";

/** A touch whose channel is known already, as in a file of journeys. */
export interface ChannelTouchInput {
  readonly identityId: string;
  readonly eventId: string;
  readonly timeUs: EpochMicros;
  /** Kept as it is; a word for "nothing" makes the touch direct. */
  readonly channel: string;
  /** The channel says nothing of what brought the person; it keeps its name but ranks as a direct visit. */
  readonly isDirect?: boolean;
  readonly source?: string | null;
  readonly medium?: string | null;
  readonly campaign?: string | null;
  /** `verified` makes the touch proof of our own; `missing` when not given. */
  readonly tokenStatus?: TokenStatus;
  /** An impression that nobody clicked. */
  readonly viewThrough?: boolean;
}

const plainToken: TokenEvidence = {
  kind: "link",
  keyId: "",
  nonce: null,
  clickedTsUs: null,
  partner: null,
  referrerCode: null,
  trusted: false,
  confirmed: false,
};

/** The touch that a row of an already labeled journey stands for: received the moment it happened. */
export function channelTouch(input: ChannelTouchInput): Touch {
  const { tokenStatus = "missing" } = input;
  const channel = meaningfulLabel(input.channel);
  const isDirect = input.isDirect === true || channel === null;
  const isVerified = tokenStatus === "verified";
  const labels: TouchLabels = {
    channel: channel ?? directChannel,
    source: input.source ?? null,
    medium: input.medium ?? null,
    campaign: input.campaign ?? null,
  };
  return {
    identityId: input.identityId,
    eventId: input.eventId,
    eventName: "landing.view",
    receivedTsUs: input.timeUs,
    arrivalTsUs: input.timeUs,
    clamped: false,
    tokenStatus,
    token: isVerified ? plainToken : null,
    signed: isVerified ? labels : null,
    open: isDirect ? null : labels,
    ...(isDirect ? { directAs: labels.channel } : {}),
    ...(input.viewThrough === true ? { viewThrough: true } : {}),
  };
}
