import { attempt } from "./attempt.ts";
import { eventId } from "./event-id.ts";
import type { Page } from "./page.ts";
import { parsed } from "./parsed.ts";
import type { Store } from "./store.ts";

/** What is remembered of the running session. Instants are milliseconds of the page's clock. */
interface StoredSession {
  readonly id: string;
  readonly since: number;
  readonly last: number;
  /** The latest campaign evidence of it; empty or absent for none. */
  readonly evidence?: string;
}

/**
 * The id of the session of an event at this instant, which moves the session on, and whether the event starts it.
 * `evidence` is text that is equal for equal campaign evidence, empty or absent for none.
 *
 * Tabs share the session through storage, page and server through the cookie `lp_sid`, whose id stands over what the
 * page remembers. When a session ends the page makes a new id and writes the cookie. It ends as `sessionRule` of
 * `@liftproof/events/session` says, written here in the few bytes that a page can spare; a law holds the two equal.
 */
export function createSession(page: Page, store: Store, given: string | undefined): (evidence?: string) => [id: string, starts: boolean] {
  /** While nothing may be written, the cookie lacks the id. */
  let unwritten: string | undefined;
  return (found) => {
    const cookie = unwritten ?? attempt(() => /\blp_sid=([\w.~-]+)/.exec(page.document.cookie)?.[1]);
    const kept = parsed<StoredSession>(store.get("lp.s"));
    // The numbers of an unknown session are missing or damaged: no comparison holds, so it does not run on.
    const known = kept && (cookie ?? kept.id) === kept.id ? kept : ({} as StoredSession);
    const now = page.Date.now();
    const runs = known.last - now <= 60_000 && now - known.last <= 1_800_000 && now - known.since <= 86_400_000 && (!found || found === known.evidence);
    const session: StoredSession = runs ? known : { id: (!known.id && (cookie ?? given)) || eventId(page), since: now, last: now };
    // Marks of the exposures of earlier sessions.
    if (!runs) store.keys("lp.x").forEach(store.remove);
    store.set("lp.s", JSON.stringify({ ...session, last: Math.max(session.last, now), evidence: found || session.evidence }));
    unwritten = store.isOpen() ? attempt(() => void (page.document.cookie = `lp_sid=${session.id};path=/;max-age=1800`)) : session.id;
    return [session.id, !runs];
  };
}
