import type { TokenKind, TokenStatus } from "@liftproof/click-token";
import type { EpochMicros } from "./epoch-micros.ts";

/** One accepted event, in the shape of the silver table. */
export interface SilverRow {
  /** UTC date of `eventTsUs`, `YYYY-MM-DD`. */
  readonly eventDt: string;
  readonly eventName: string;
  /** As the sender says. */
  readonly eventTsUs: EpochMicros;
  readonly receivedTsUs: EpochMicros;
  /** Received minus sent, when the client says when it sent. */
  readonly clockSkewUs: number | null;
  /** The key under which silver removes duplicates. */
  readonly eventId: string;
  readonly userId: string | null;
  readonly anonId: string | null;
  readonly sessionId: string | null;
  readonly deviceFp: string | null;
  readonly pagePath: string | null;
  readonly country: string | null;
  readonly city: string | null;
  /** Trimmed and ASCII case-folded, as are the two below. */
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  /** Host of the referrer, ASCII lower case; null when it is one of ours. */
  readonly referrerHost: string | null;
  /** `gclid`, `fbclid`, `msclkid` ...: the kind, never the id. */
  readonly clickIdKind: string | null;
  /** As received. */
  readonly clickToken: string | null;
  readonly tokenStatus: TokenStatus;
  /** This and the next three come from a verified token only. */
  readonly clickKind: TokenKind | null;
  readonly clickNonce: string | null;
  readonly clickIssuedUs: EpochMicros | null;
  readonly referrerCode: string | null;
  /** The redirector's own classification of the click. */
  readonly clickClass: string | null;
  /**
   * From a verified token, without the absent ones: campaign, source, medium, partner, key_id, trust, identity_hash.
   * For any other status at most key_id, the ring key that the token names.
   */
  readonly clickClaims: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  /** The payload flattened to dotted keys; numbers as their shortest text, arrays as JSON text, nulls left out. */
  readonly payload: Readonly<Record<string, string>>;
  /** The line exactly as received. */
  readonly rawJson: string;
  readonly schemaVersion: number;
}
