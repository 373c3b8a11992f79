import { type SessionState, sessionRule } from "@liftproof/events/session";
import { attempt } from "./attempt.ts";
import { eventId } from "./event-id.ts";
import type { Page } from "./page.ts";
import { parsed } from "./parsed.ts";
import type { Store } from "./store.ts";

interface StoredSession extends SessionState {
  readonly id: string;
}

/**
 * The id of the session of an event at this instant, which moves the session on, and whether the event starts it.
 * `evidence` is text that is equal for equal campaign evidence, null for none.
 *
 * Tabs share the session through storage, page and server through the cookie `lp_sid`, whose id stands over what the
 * page remembers. The rule says when a session ends; then the page makes a new id and writes the cookie.
 */
export function createSession(page: Page, store: Store, given: string | undefined): (evidence: string | null) => [id: string, starts: boolean] {
  /** While nothing may be written, the cookie lacks the id. */
  let unwritten: string | undefined;
  return (evidence) => {
    const cookie = unwritten ?? attempt(() => /\blp_sid=([\w.~-]+)/.exec(page.document.cookie)?.[1]);
    const kept = parsed<StoredSession>(store.get("lp.s"));
    const known = kept && (cookie ?? kept.id) === kept.id ? kept : null;
    const { starts, state } = sessionRule(known, { atUs: page.Date.now() * 1000, evidence });
    const id = (starts ? !known && (cookie ?? given) : known?.id) || eventId(page);
    // Marks of the exposures of earlier sessions.
    if (starts) store.keys("lp.x").forEach(store.remove);
    store.set("lp.s", JSON.stringify({ ...state, id }));
    unwritten = store.isOpen() ? undefined : id;
    if (!unwritten) attempt(() => (page.document.cookie = `lp_sid=${id};path=/;max-age=1800`));
    return [id, starts !== null];
  };
}
