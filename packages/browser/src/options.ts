import type { Page } from "./page.ts";
import type { PageData } from "./page-data.ts";

/** What the visitor allows. `unknown` keeps evidence in memory and neither writes nor sends anything. */
export type Consent = "unknown" | "granted" | "denied";

/** How a page captures. */
export interface CaptureOptions {
  /** Address of the collector, on the page's own site. */
  readonly collector: string;
  /** `unknown` when absent: nothing is written or sent until `consent("granted")`. */
  readonly consent?: Consent;
  /** Instead of the data block in the HTML. */
  readonly data?: PageData;
  /** Whether Global Privacy Control keeps the visitor's origin (campaign, click, referrer) out of events. True when absent. */
  readonly honorGpc?: boolean;
  /** Query parameter of click tokens; `ct` when absent. */
  readonly tokenName?: string;
  /** Matches the names of query parameters that are click ids; those of the large platforms when absent. */
  readonly clickIds?: RegExp;
  /** The page to work in; the one around the script when absent. */
  readonly page?: Page;
}
