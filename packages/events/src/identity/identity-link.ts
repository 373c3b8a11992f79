import type { EpochMicros } from "../epoch-micros.ts";

interface LinkMoment {
  /** When the link was made: the sender's time corrected by its clock skew, never after receipt. */
  readonly linkTsUs: EpochMicros;
  readonly receivedTsUs: EpochMicros;
  readonly eventId: string;
}

/** An anonymous id turned out to be a user. */
export interface AnonymousLink extends LinkMoment {
  readonly anonId: string;
  readonly userId: string;
  readonly fromUserId?: undefined;
  readonly toUserId?: undefined;
}

/** Two user ids turned out to be one person. */
export interface UserMerge extends LinkMoment {
  readonly fromUserId: string;
  readonly toUserId: string;
  readonly anonId?: undefined;
  readonly userId?: undefined;
}

/** What an `identity.link` event says. */
export type IdentityLink = AnonymousLink | UserMerge;
