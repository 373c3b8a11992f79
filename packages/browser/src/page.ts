/**
 * What capture touches of the page it runs in: a part of `globalThis`, so that tests and documents can hand in one of their own.
 *
 * Every member that a browser may lack, or may refuse to give, is used as if it could be missing.
 */
export interface Page {
  readonly document: PageDocument;
  readonly location: { readonly href: string; readonly origin: string; readonly pathname: string; readonly search: string; readonly hash: string };
  readonly history: { readonly state: unknown; replaceState(state: unknown, unused: string, url: string): void };
  readonly navigator: PageNavigator;
  /** The window that holds all frames; another one than the page itself inside a frame. */
  readonly top: unknown;
  readonly localStorage: PageStorage;
  /** Random UUIDs are missing where the context is not secure. */
  readonly crypto: { randomUUID?(): string };
  readonly Date: { now(): number };
  readonly Math: { random(): number };
  readonly Request: { readonly prototype: object };
  readonly IntersectionObserver: new (
    seen: (entries: readonly { readonly intersectionRatio: number }[], observer: { disconnect(): void }) => void,
    options: { readonly threshold: number },
  ) => { observe(element: Element): void };
  fetch(url: string, init: PageRequest): Promise<PageResponse>;
  setTimeout(run: () => void, milliseconds: number): unknown;
  setInterval(run: () => void, milliseconds: number): unknown;
  addEventListener(type: string, listen: (event: PageEvent) => void, capture?: boolean): void;
}

/** The parts of `document` that are read, and the session cookie that is written. */
export interface PageDocument {
  cookie: string;
  readonly referrer: string;
  readonly hidden: boolean;
  readonly prerendering?: boolean;
  getElementById(id: string): { readonly textContent: string | null } | null;
  addEventListener(type: string, listen: (event: PageEvent) => void, capture?: boolean): void;
}

/** The parts of `navigator` that are read or called. */
export interface PageNavigator {
  readonly webdriver?: boolean;
  /** Global Privacy Control. */
  readonly globalPrivacyControl?: boolean;
  readonly locks?: {
    request(name: string, hold: () => Promise<void> | undefined): Promise<unknown>;
  };
  sendBeacon?(url: string, body: string): boolean;
}

/** Web Storage by its named properties: reading, writing and deleting one is what `getItem`, `setItem` and `removeItem` do. */
export type PageStorage = Record<string, unknown>;

/** What a listener may look at. */
export interface PageEvent {
  readonly isTrusted: boolean;
  /** Of `pageshow`: the page comes out of the back-forward cache. */
  readonly persisted?: boolean;
}

/** How events are sent: a request without preflight that outlives the page. */
export interface PageRequest {
  readonly method: "POST";
  readonly body: string;
  readonly keepalive: boolean;
  readonly credentials: "include";
}

/** What is read of an answer. */
export interface PageResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly headers: { get(name: string): string | null };
  json(): Promise<unknown>;
}
