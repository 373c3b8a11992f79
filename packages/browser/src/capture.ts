import { attempt } from "./attempt.ts";
import { createDelivery } from "./delivery.ts";
import { eventId } from "./event-id.ts";
import { createKillList } from "./kill-list.ts";
import { readLanding } from "./landing.ts";
import type { CaptureOptions, Consent } from "./options.ts";
import type { Page } from "./page.ts";
import { type PageAssignment, readPageData } from "./page-data.ts";
import { parsed } from "./parsed.ts";
import { sessionAt } from "./session-at.ts";
import { createStore } from "./store.ts";
import { stripToken } from "./strip-token.ts";
import type { Touch } from "./touch.ts";
import { whenVisible } from "./when-visible.ts";

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
  expose(experiment: string, variant: string, element?: Element): boolean;
  /** Reports an event of the catalogue; `properties` is its payload. False when it is not kept. */
  track(name: string, properties?: Readonly<Record<string, unknown>>): boolean;
  /** What to show: the assigned variant, control once killed, null when nothing is known. */
  variant(experiment: string): string | null;
  /** Where this visitor last came from, as far as it may be remembered. */
  touch(): Touch | null;
  consent(state: Consent): void;
  /** Ends experiments here: from now on control, and no exposure. */
  kill(experiments: readonly string[]): void;
  /** Sends what waits. */
  flush(): void;
  /** Reports a view after a change of address without a load; call it from the router. */
  route(url?: string): void;
}

/** The fields of an event that differ from one to the next. */
interface EventFields {
  readonly event_id?: string;
  readonly event_name: string;
  readonly page_path?: string;
  readonly click_token?: string | undefined;
  readonly payload?: object | undefined;
}

const maxHeld = 100;
const pageView = "page.view";
const landingView = "landing.view";

/** Capture for the page around, or for `page`. Does nothing before `start`; without a page, as on a server, it only answers `variant`. */
export function createCapture({
  page = globalThis as unknown as Page,
  collector,
  data = readPageData(page),
  consent: allowed = "unknown",
  honorGpc = true,
  tokenName = "ct",
  clickIds = /^([gw]braid|(g|fb|ms|tt|tw)clid)$/,
}: CaptureOptions): Capture {
  const { document } = page;
  const { unit_id, unit_type, user_id, anon_id = user_id ? undefined : unit_id, assignments = {} } = data;
  const store = createStore(page);
  const kills = createKillList(page, store);
  const delivery = createDelivery(page, store, { collector, onKill: kills.add });
  let begun = false;
  let open = false;
  let held: (() => boolean)[] = [];

  const strip = (): void => stripToken(page, tokenName);
  /** Keeps an event with the instant and the path of this call. The rest of it is made when it may be kept: now, or once the page is active and consent is granted. */
  const emit = (complete: (session_id: string, starts: boolean) => EventFields | false, evidence?: string): boolean => {
    if (!document || allowed === "denied") return false;
    const event_ts_us = page.Date.now() * 1000;
    const page_path = page.location.pathname;
    const keep = (): boolean => {
      const [session_id, starts] = sessionAt(page, store, { evidence: evidence || null, given: data.session_id });
      const fields = complete(session_id, starts);
      return fields && delivery.add({ event_id: eventId(page), event_ts_us, anon_id, user_id, session_id, page_path, ...fields });
    };
    return open ? keep() : held.length < maxHeld && held.push(keep) > 0;
  };
  const track = (event_name: string, payload?: object, more?: object): boolean => emit(() => ({ event_name, payload, ...more }));

  const consent = (state: Consent): void => {
    allowed = state;
    open = begun && state === "granted";
    store.open(open);
    if (state === "denied") {
      held = [];
      store.keys("lp.").forEach(store.remove);
      attempt(() => (document.cookie = "lp_sid=;path=/;max-age=0"));
    }
    if (!open) return;
    delivery.open();
    for (const keep of held.splice(0)) keep();
  };

  const begin = (): void => {
    if (begun) return;
    begun = true;
    const early = held;
    held = [];
    if (honorGpc && page.navigator.globalPrivacyControl) {
      track(pageView);
    } else {
      const { touch, evidence, click } = readLanding(page, { tokenName, clickIds, redirected: data.landing, onConfirm: (click_token) => track(landingView, { confirmed: true }, { click_token }) });
      if (evidence || touch.referrer) store.set("lp.t", JSON.stringify(touch));
      emit((_, starts) => ({ event_name: evidence || starts || click ? landingView : pageView, ...touch, payload: { ...touch.payload, ...click } }), evidence);
    }
    strip();
    held.push(...early);
    consent(allowed);
    page.addEventListener("pagehide", () => delivery.flush(true));
    page.addEventListener("pageshow", ({ persisted }) => {
      if (persisted) track(pageView);
      page.setTimeout(strip, 1000);
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && delivery.flush(true));
  };

  kills.add(data.kill ?? []);
  return {
    start() {
      if (document?.prerendering) document.addEventListener("prerenderingchange", begin);
      else if (document) begin();
      return this;
    },
    expose(experiment, variant, element) {
      const { control, phase = 1, ...known } = assignments[experiment] ?? ({} as Partial<PageAssignment>);
      if (!unit_id || kills.has(experiment) || !/^(assigned|sticky)$/.test(known.reason ?? "sticky")) return false;
      const seen = (): boolean =>
        emit((session_id) => {
          const event_id = ["exp.view", experiment, phase, variant, session_id, unit_id].join("/");
          if (kills.has(experiment) || store.get(`lp.x/${event_id}`)) return false;
          store.set(`lp.x/${event_id}`, "1");
          return { event_id, event_name: "exp.view", payload: { ...known, exp_id: experiment, phase, variant, unit_type, unit_id } };
        });
      if (!element) return seen();
      whenVisible(page, element, seen);
      return true;
    },
    track,
    variant(experiment) {
      const known = assignments[experiment];
      return (kills.has(experiment) ? known?.control : known?.variant) ?? null;
    },
    touch: () => parsed<Touch>(store.get("lp.t")) ?? null,
    consent,
    kill: kills.add,
    flush: () => delivery.flush(),
    route(url = page.location.href) {
      track(pageView, {}, { page_path: new URL(url, page.location.href).pathname });
      strip();
    },
  };
}
