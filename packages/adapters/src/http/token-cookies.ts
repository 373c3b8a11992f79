import { cookieValue } from "./cookie-value.ts";
import type { CookieScope } from "./enrolment-cookies.ts";
import { sessionCookie } from "./enrolment-cookies.ts";
import { randomId } from "./random-id.ts";

/** A click token that was consumed. */
export interface ConsumedToken extends CookieScope {
  readonly token: string;
  /** Seconds. */
  readonly maxAgeSeconds: number;
  /** Whether a person's gesture caused the navigation. */
  readonly activated: boolean;
}

const LONGEST_TOKEN = 200;
const LANDING_SECONDS = 60;

/** The click token that this browser carries. */
export function tokenOf(request: Request, scope: CookieScope): string | undefined {
  return cookieValue(request, hostName("lp_ct", scope), LONGEST_TOKEN);
}

/**
 * The cookies of a consumed token: the token itself, out of reach of scripts and of neighboring hosts; a mark of one minute for
 * the load that follows; and, unless the browser carries this very token, a new session, for another click is another visit.
 */
export function tokenCookies(request: Request, { token, maxAgeSeconds, activated, secure }: ConsumedToken): readonly string[] {
  const guarded = `Path=/; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
  return [
    `${hostName("lp_ct", { secure })}=${token}; Max-Age=${maxAgeSeconds}; ${guarded}`,
    `${hostName("lp_landing", { secure })}=${activated ? 1 : 0}; Max-Age=${LANDING_SECONDS}; ${guarded}`,
    ...(tokenOf(request, { secure }) === token ? [] : [sessionCookie(randomId(), { secure })]),
  ];
}

/** What the mark says about the load at hand, and the cookie that takes it away; undefined without a mark. */
export function landingMark(request: Request, scope: CookieScope): { readonly activated: boolean; readonly clear: string } | undefined {
  const name = hostName("lp_landing", scope);
  const mark = cookieValue(request, name);
  if (mark === undefined) return undefined;
  return { activated: mark === "1", clear: `${name}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax${scope.secure ? "; Secure" : ""}` };
}

/** Browsers let no other host set a cookie of this prefix; they ask for https in turn. */
function hostName(name: string, { secure }: CookieScope): string {
  return secure ? `__Host-${name}` : name;
}
