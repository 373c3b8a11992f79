import type { Page, PageEvent } from "../../src/page.ts";
import { type FakeClock, fakeClock } from "./fake-clock.ts";
import { type FakeCollector, fakeCollector } from "./fake-collector.ts";

/** A page with the means to do to it what visitors and browsers do. */
export interface FakePage {
  readonly page: Page;
  /** Tells listeners of the window. */
  fire(type: string, event?: Partial<PageEvent>): void;
  /** Sets visibility and tells listeners of the document. */
  show(state: "visible" | "hidden"): void;
  /** The page is over, as after a crash: nothing of it runs any more. Requests under way arrive, but it never hears. */
  die(): void;
  /** What a visitor does: pagehide, hidden, gone. */
  close(): void;
  /** Scrolls watched elements into view. */
  scroll(intersectionRatio: number): void;
  href(): string;
  readonly replaced: { readonly state: unknown; readonly url: string }[];
}

/** What differs between pages. */
export interface FakePageOptions {
  readonly href?: string;
  readonly referrer?: string;
  readonly data?: object;
  readonly prerendering?: boolean;
  readonly framed?: boolean;
  readonly webdriver?: boolean;
  readonly globalPrivacyControl?: boolean;
  readonly historyState?: unknown;
  /** Members to leave out or to put in place of the faithful ones. */
  readonly without?: readonly ("localStorage" | "locks" | "keepalive" | "randomUUID" | "sendBeacon" | "cookie")[];
}

/** One origin in one browser: storage, cookies and locks that its pages share. */
export interface FakeBrowser {
  readonly clock: FakeClock;
  readonly collector: FakeCollector;
  readonly storage: FakeStorage;
  readonly cookies: Map<string, string>;
  open(options?: FakePageOptions): FakePage;
  /** Journal keys in storage. */
  journal(): string[];
}

/** Storage as browsers have it: items are own enumerable properties. */
class FakeStorage {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }
  setItem(key: string, value: string): void {
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

type Listener = (event: PageEvent) => void;

export function fakeBrowser(): FakeBrowser {
  const clock = fakeClock();
  const collector = fakeCollector(clock);
  const storage = new FakeStorage();
  const cookies = new Map<string, string>();
  const lockQueue: { readonly page: string; readonly grant: () => void }[] = [];
  let lockHolder: string | null = null;
  /** Grants the lock in a later turn, as browsers do. */
  const grantNext = (): void => {
    void Promise.resolve().then(() => {
      if (lockHolder !== null) return;
      const next = lockQueue.shift();
      lockHolder = next?.page ?? null;
      next?.grant();
    });
  };
  let pages = 0;
  let seed = 1;
  const random = (): number => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };

  const open = (options: FakePageOptions = {}): FakePage => {
    pages += 1;
    const name = `page${pages}`;
    const without = new Set(options.without);
    const listeners = new Map<string, Listener[]>();
    const observers: ((ratio: number) => void)[] = [];
    let url = new URL(options.href ?? "https://shop.test/");
    let alive = true;
    let visibility = "visible";
    let prerendering = options.prerendering === true;
    const listen = (target: string) => (type: string, listener: Listener): void => {
      listeners.set(`${target} ${type}`, [...(listeners.get(`${target} ${type}`) ?? []), listener]);
    };
    const tell = (key: string, event: Partial<PageEvent> = {}): void => {
      if (key === "document prerenderingchange") prerendering = false;
      if (alive) for (const listener of listeners.get(key) ?? []) listener({ isTrusted: true, ...event });
    };
    const replaced: { state: unknown; url: string }[] = [];
    const page = {
      name,
      document: {
        get cookie() {
          if (without.has("cookie")) throw new DOMException("The operation is insecure.", "SecurityError");
          return [...cookies].map(([key, value]) => `${key}=${value}`).join("; ");
        },
        set cookie(text: string) {
          if (without.has("cookie")) throw new DOMException("The operation is insecure.", "SecurityError");
          const [, key = "", value = ""] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
          if (text.includes("max-age=0")) cookies.delete(key);
          else cookies.set(key, value);
        },
        referrer: options.referrer ?? "",
        get hidden() {
          return visibility === "hidden";
        },
        get prerendering() {
          return prerendering;
        },
        getElementById: (id: string) => (id === "liftproof" && options.data ? { textContent: JSON.stringify(options.data) } : null),
        addEventListener: listen("document"),
      },
      location: {
        get href() {
          return url.href;
        },
        get origin() {
          return url.origin;
        },
        get pathname() {
          return url.pathname;
        },
        get search() {
          return url.search;
        },
        get hash() {
          return url.hash;
        },
      },
      history: {
        state: options.historyState ?? null,
        replaceState(state: unknown, _: string, next: string) {
          replaced.push({ state, url: next });
          url = new URL(next, url);
        },
      },
      navigator: {
        webdriver: options.webdriver ?? false,
        ...(options.globalPrivacyControl === undefined ? {} : { globalPrivacyControl: options.globalPrivacyControl }),
        ...(without.has("sendBeacon") ? {} : { sendBeacon: (_: string, body: string) => collector.beacon(name, body) }),
        ...(without.has("locks")
          ? {}
          : {
              locks: {
                // Exclusive: who asks waits, at least a turn, until every earlier page let go or died.
                request: (_: string, hold: () => Promise<void> | undefined) =>
                  new Promise<void>((done, refuse) => {
                    const grant = (): void => {
                      void Promise.resolve(hold()).then(done, refuse).then(() => {
                        if (lockHolder === name) lockHolder = null;
                        grantNext();
                      });
                    };
                    lockQueue.push({ page: name, grant });
                    grantNext();
                  }),
              },
            }),
      },
      top: undefined as unknown,
      get localStorage() {
        if (without.has("localStorage")) throw new DOMException("Access is denied for this document.", "SecurityError");
        return storage;
      },
      crypto: without.has("randomUUID") ? {} : { randomUUID: () => fakeUuid(random) },
      Date: { now: () => clock.nowMs },
      Math: { random },
      Request: { prototype: without.has("keepalive") ? {} : { keepalive: true } },
      IntersectionObserver: class {
        constructor(seen: (entries: readonly { readonly intersectionRatio: number }[], observer: { disconnect(): void }) => void) {
          observers.push((intersectionRatio) => seen([{ intersectionRatio }], this));
        }
        observe(): void {}
        disconnect(): void {
          observers.length = 0;
        }
      },
      fetch: (_: string, request: Parameters<Page["fetch"]>[1]) =>
        collector.fetch(name, request).then(
          (response) => (alive ? response : new Promise<never>(() => {})),
          (error: unknown) => (alive ? Promise.reject(error) : new Promise<never>(() => {})),
        ),
      setTimeout: (run: () => void, milliseconds: number) => clock.setTimeout(() => alive && run(), milliseconds),
      setInterval: (run: () => void, milliseconds: number) => clock.setInterval(() => alive && run(), milliseconds),
      addEventListener: listen("window"),
    };
    page.top = options.framed === true ? {} : page;
    const die = (): void => {
      alive = false;
      const waiting = lockQueue.filter((request) => request.page !== name);
      lockQueue.splice(0, lockQueue.length, ...waiting);
      if (lockHolder === name) lockHolder = null;
      grantNext();
    };
    const show = (state: "visible" | "hidden"): void => {
      visibility = state;
      tell("document visibilitychange");
    };
    return {
      page,
      replaced,
      die,
      show,
      fire: (type, event) => tell(type === "prerenderingchange" ? `document ${type}` : `window ${type}`, event),
      close() {
        tell("window pagehide", { persisted: false });
        show("hidden");
        die();
      },
      scroll: (ratio) => [...observers].forEach((observer) => observer(ratio)),
      href: () => url.href,
    };
  };
  return { clock, collector, storage, cookies, open, journal: () => Object.keys(storage).filter((key) => key.startsWith("lp.e")) };
}

function fakeUuid(random: () => number): string {
  return "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx".replaceAll("x", () => Math.floor(random() * 16).toString(16));
}
