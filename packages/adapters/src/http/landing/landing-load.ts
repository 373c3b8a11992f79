import type { CookieScope } from "../enrolment-cookies.ts";
import { landingMark } from "../token-cookies.ts";

/** Whether a load is the one that a consumed token led to. */
export interface LandingLoad {
  /** For the data block of the page; undefined where it is another load. */
  readonly landing: { readonly activated: boolean } | undefined;
  /** To be appended to the answer. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/**
 * Reads the mark that a redirect left a moment ago and takes it away, so that one load alone is the landing. Frames, images and scripts of
 * the page leave it where it is.
 *
 * A browser that prefetched the landing took the mark with it, and its click was no gesture: the first one in the page confirms then.
 */
export function landingLoad(request: Request, { secure = true }: Partial<CookieScope> = {}): LandingLoad {
  const isDocument = request.method === "GET" && (request.headers.get("sec-fetch-dest") ?? "document") === "document";
  const mark = isDocument ? landingMark(request, { secure }) : undefined;
  if (mark === undefined) return { landing: undefined, headers: [] };
  return { landing: { activated: mark.activated }, headers: [["set-cookie", mark.clear], ["cache-control", "no-store"]] };
}
