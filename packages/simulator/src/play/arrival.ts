import type { Cause } from "../truth/cause.ts";

/** How one visit begins: what really brought the person, and what the landing page sees of it. */
export interface Arrival {
  /** Null when nothing did. */
  readonly cause: Cause | null;
  /** Wire columns of the landing. */
  readonly fields: Readonly<Record<string, string>>;
  /** A person caused the landing that consumed the token; the page says so. */
  readonly confirmed: boolean;
  /** The click went through the marketplace's redirector, which reports it from its own host. */
  readonly redirected: boolean;
  /** The token on the landing is single-use, genuine and fresh. */
  readonly singleUseToken: string | null;
  /** Who invited this person, null when nobody did. */
  readonly referrer: Referrer | null;
}

/** A member who invites others. */
export interface Referrer {
  readonly userId: string;
  readonly code: string;
}
