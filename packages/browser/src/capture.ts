import { attempt } from "./attempt.ts";
import { createSession } from "./create-session.ts";
import { createDelivery } from "./delivery.ts";
import { eventId } from "./event-id.ts";
import { isKilled, kill } from "./kill-list.ts";
import type { CaptureOptions, Consent } from "./options.ts";
import type { Page, PageEvent } from "./page.ts";
import { type PageAssignment, readPageData } from "./page-data.ts";
import { parsed } from "./parsed.ts";
import { readTouch } from "./read-touch.ts";
import { createStore } from "./store.ts";
import { stripToken } from "./strip-token.ts";
import type { Touch } from "./touch.ts";

/** Capture in one page. */
export interface Capture {
  /** Reads the address, cleans it and reports the first view; waits while the page is prerendered. Gives itself. */
  start(): Capture;
  /**
   * Reports that the visitor saw a variant: now, or once half of `element` is in view. Once per session and variant.
   *
   * False when it must not count: the experiment is killed, the visitor is outside of it or was shown it as a preview,
   * there is no unit, or consent is denied.
   */
  readonly expose: (experiment: string, variant: string, element?: Element) => boolean;
  /** Reports an event of the catalogue; `properties` is its payload. False when it is not kept. */
  readonly track: (name: string, properties?: Readonly<Record<string, unknown>>) => boolean;
  /** What to show: the assigned variant, control once killed, undefined when nothing is known. */
  readonly variant: (experiment: string) => string | undefined;
  /** Where this visitor last came from, as far as it may be remembered. */
  readonly touch: () => Touch | undefined;
  readonly consent: (state: Consent) => void;
  /** Ends experiments here: from now on control, and no exposure. */
  readonly kill: (experiments: readonly string[]) => void;
  /** Sends what waits. */
  readonly flush: () => void;
  /** Reports a view after a change of address without a load; call it from the router. */
  readonly route: (url?: string) => void;
}

/** The fields of an event that differ from one to the next. */
interface EventFields {
  readonly event_id?: string;
  readonly event_name: string;
  readonly page_path?: string;
  readonly click_token?: string | undefined;
  readonly payload?: object | undefined;
}

/** Capture for the page around, or for `page`. Does nothing before `start`; without a page, as on a server, it only answers `variant`. */
export function createCapture({
  page = globalThis as unknown as Page,
  collector,
  data = readPageData(page),
  consent: allowed,
  honorGpc = true,
  tokenName = "ct",
  clickIds = /(braid|clk?id)$/,
}: CaptureOptions): Capture {
  const { document, location } = page;
  const { unit_id, unit_type, user_id, anon_id = user_id ? undefined : unit_id, assignments = {} } = data;
  const store = createStore(page);
  const sessionAt = createSession(page, store, data.session_id);
  const [add, open, flush] = createDelivery(page, store, collector);
  let started = false;

  const strip = (): void => stripToken(page, tokenName);

  /** Keeps an event: in memory, and in the journal on its way once the store is open. */
  const emit = (complete: (session_id: string, starts: boolean) => EventFields | false, evidence?: string): boolean => {
    if (!document || allowed === "denied") return false;
    const [session_id, starts] = sessionAt(evidence);
    const fields = complete(session_id, starts);
    return fields && add({ event_id: eventId(page), event_ts_us: page.Date.now() * 1000, anon_id, user_id, session_id, page_path: location.pathname, ...fields });
  };
  const track = (event_name: string, payload?: object, more?: object): boolean => emit(() => ({ event_name, payload, ...more }));

  const consent = (state?: Consent): void => {
    allowed = state;
    const isOpen = started && state === "granted" && !document.prerendering;
    store.open(isOpen);
    if (isOpen) {
      // Tells the server which session it is.
      sessionAt();
      open();
    }
    if (allowed === "denied") {
      // All but the kill list, which says nothing about the visitor.
      store.keys("lp.").forEach(store.remove);
      attempt(() => (document.cookie = "lp_sid=;path=/;max-age=0"));
    }
  };

  kill(page, store, data.kill);
  return {
    start() {
      if (started || !document) return this;
      started = true;
      if (honorGpc && page.navigator.globalPrivacyControl) track("page.view");
      else {
        const confirmUntilMs = page.Date.now() + 1_800_000;
        const [touch, evidence] = readTouch(page, tokenName, clickIds);
        const isSeen = (): boolean => page.top === page && !document.hidden && page.Date.now() < confirmUntilMs;
        const click = (data.landing || touch.click_token) && { confirmed: !!data.landing?.activated && isSeen() };
        const confirm = (event: PageEvent): void => {
          if (!click || click.confirmed || !(event.isTrusted && isSeen())) return;
          click.confirmed = true;
          track("landing.view", click, { click_token: touch.click_token });
        };
        if (evidence || touch.referrer) store.set("lp.t", JSON.stringify(touch));
        emit((_, starts) => ({ event_name: evidence || starts || click ? "landing.view" : "page.view", ...touch, payload: { ...touch.payload, ...click } }), evidence);
        page.addEventListener("pointerdown", confirm, true);
        page.addEventListener("keydown", confirm, true);
      }
      strip();
      const open = (): void => consent(allowed);
      open();
      page.addEventListener("pagehide", flush);
      page.addEventListener("pageshow", (event) => {
        if (event.persisted) track("page.view");
        page.setTimeout(strip, 1000);
      });
      document.addEventListener("visibilitychange", flush);
      document.addEventListener("prerenderingchange", open);
      return this;
    },
    expose(experiment, variant, element) {
      const { control: _, ...known }: Partial<PageAssignment> = { phase: 1, unit_id, unit_type, ...assignments[experiment] };
      if (!known.unit_id || !/^(assigned|sticky)$/.test(known.reason ?? "sticky")) return false;
      const seen = (): boolean =>
        emit((session_id) => {
          const event_id = ["exp.view", experiment, known.phase, variant, session_id, known.unit_id].join("/");
          // In the journal on its way, or marked by an answer: one that was dropped or refused is neither.
          if (isKilled(page, store, experiment) || store.keys("lp.").some((key) => key.endsWith(event_id))) return false;
          return { event_id, event_name: "exp.view", payload: { ...known, exp_id: experiment, variant } };
        });
      if (!element) return seen();
      new page.IntersectionObserver((entries, observer) => {
        if (!entries.some((entry) => entry.intersectionRatio >= 0.5)) return;
        observer.disconnect();
        seen();
      }, { threshold: 0.5 }).observe(element);
      return true;
    },
    variant(experiment) {
      return assignments[experiment]?.[isKilled(page, store, experiment) ? "control" : "variant"];
    },
    touch: () => parsed(store.get("lp.t")),
    kill: (experiments) => kill(page, store, experiments),
    route(url = "") {
      track("page.view", {}, { page_path: new URL(url, location.href).pathname });
      strip();
    },
    track,
    consent,
    flush,
  };
}
