/** How the shop is reached. */
export interface CookieScope {
  /** False for plain http on a developer's machine. */
  readonly secure: boolean;
}

const DAYS_400_SECONDS = 34_560_000;
const MINUTES_30_SECONDS = 1_800;

/**
 * The first-party identity of a browser, `lp_id`: on the shop's own host alone and out of reach of
 * scripts, which is what lets it live longer than the seven days browsers grant to scripts. 400 days
 * is the longest they keep any cookie.
 */
export function identityCookie(id: string, { secure }: CookieScope): string {
  return `lp_id=${id}; Path=/; Max-Age=${DAYS_400_SECONDS}; HttpOnly; SameSite=Lax${secure ? "; Secure" : ""}`;
}

/** The session that server and page share, `lp_sid`; the page reads it and moves it on. */
export function sessionCookie(id: string, { secure }: CookieScope): string {
  return `lp_sid=${id}; Path=/; Max-Age=${MINUTES_30_SECONDS}; SameSite=Lax${secure ? "; Secure" : ""}`;
}
