import type { MintRequest } from "@liftproof/click-token";

/** Where a link leads and what the token of a click on it says. */
export interface ShortLink extends Pick<MintRequest, "campaign" | "source" | "medium" | "partner" | "referrerCode"> {
  readonly target: string;
  /** The mailing it is part of: a client that opens two links of one within 10 seconds reads no mail. */
  readonly send?: string;
  /** When it was sent out: nobody reads it within 10 seconds. */
  readonly sentAtUs?: number;
}
