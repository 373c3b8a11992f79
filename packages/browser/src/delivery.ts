import { adoptAfterMs, maxAgeMs, maxBytes, maxEvents, maxRequests } from "./delivery-limits.ts";
import { eventId } from "./event-id.ts";
import { kill } from "./kill-list.ts";
import type { Page, PageResponse } from "./page.ts";
import { parsed } from "./parsed.ts";
import { pauseMs } from "./pause-ms.ts";
import type { Store } from "./store.ts";

/** An event as it goes to the collector. */
export type CapturedEvent = { readonly event_id: string } & Readonly<Record<string, unknown>>;

/** The way of events to the collector. */
export type Delivery = readonly [
  /** Keeps an event and sends it at once, or when there is room. */
  add: (event: CapturedEvent) => true,
  /** Sends what waits, and from now on what dead pages left. */
  open: () => void,
  /** Sends what waits, unless the collector is given a pause. */
  flush: () => unknown,
];

/** Why an event never arrived: too many waiting, older than 7 days, refused by the collector, larger than a request may be. */
export type DropReason = "full" | "old" | "rejected" | "size";

const ignore = (): void => {};

/**
 * At-least-once delivery. An event lies in the journal under a key of its own, `lp.e/<ms>/<page>/<event id>`, until the collector
 * answered for it. What had to be dropped is counted in the labels of the next event. An exposure that was taken leaves a mark, `lp.x/…`
 * with the rest of its key, so that its session sends it once; a dropped one leaves none.
 *
 * At first and every 10 seconds a page sends what others left lying for 10 seconds, one page at a time: it holds the Web Lock `lp`
 * meanwhile, and no longer, since Firefox keeps no page for going back that holds a lock. Bodies are text, which needs no preflight, and
 * requests outlive the page.
 */
export function createDelivery(page: Page, store: Store, collector: string): Delivery {
  const name = eventId(page);
  const flying = new Set<string>();
  let drops: Record<string, string> = {};
  let requests = 0;
  let bytesInFlight = 0;
  let failures = 0;
  let timer: unknown;

  const drop = (key: string, reason: DropReason): void => {
    const lost = parsed<{ readonly labels: Readonly<Record<string, string>> }>(store.get(key));
    store.remove(key);
    for (const [label, more] of [[`dropped_${reason}`, 1] as const, ...Object.entries({ ...lost?.labels })]) {
      drops[label] = `${+(drops[label] ?? 0) + +more}`;
    }
  };

  // As a listener it is given an event, and adopts nothing.
  const flush = (adopts?: unknown): Promise<void> | undefined => {
    if (!store.isOpen() || requests >= maxRequests || timer) return undefined;
    const nowMs = page.Date.now();
    const keys: string[] = [];
    let body = "";
    for (const key of store.keys("lp.e")) {
      // A clock that was moved back leaves events of the future.
      const ageMs = Math.abs(nowMs - +(key.split("/")[1] as string));
      if (flying.has(key) || !(key.includes(name) || (adopts === true && ageMs > adoptAfterMs))) continue;
      const line = `${store.get(key)?.slice(0, -1)},"sent_ts_us":${nowMs}000}\n`;
      const { size } = new Blob([line]);
      if (ageMs > maxAgeMs) drop(key, "old");
      else if (size > maxBytes) drop(key, "size");
      else if (bytesInFlight + size <= maxBytes) {
        bytesInFlight += size;
        body += line;
        keys.push(key);
        flying.add(key);
      }
    }
    return body ? send(keys, body).catch(ignore) : undefined;
  };

  const send = async (keys: readonly string[], body: string): Promise<void> => {
    const keepalive = "keepalive" in page.Request.prototype;
    requests += 1;
    // Without keepalive a request dies with its page: there a beacon, which nobody answers, is the lesser evil.
    const response: Partial<PageResponse> =
      !keepalive && page.navigator.sendBeacon?.(collector, body)
        ? { ok: true }
        : await page.fetch(collector, { method: "POST", body, keepalive, credentials: "include" }).catch(() => ({ status: 500 }));
    requests -= 1;
    bytesInFlight -= new Blob([body]).size;
    const fails = /408|429|5../.test(`${response.status}`);
    for (const key of keys) {
      flying.delete(key);
      if (response.ok) {
        // Of all ids only those of exposures are words. Was consent denied meanwhile, the mark stays in memory, and the next session ends it.
        if (/exp/.test(key)) store.set(key.replace("e", "x"), "");
        store.remove(key);
      } else if (!fails) drop(key, "rejected");
    }
    if (fails) {
      timer ||= page.setTimeout(() => {
        timer = 0;
        void flush();
      }, pauseMs(page, (failures += 1), response.headers?.get("retry-after")));
    } else {
      failures = 0;
      void flush();
      kill(page, store, ((await (response as PageResponse).json()) as { readonly kill?: readonly string[] }).kill);
    }
  };

  const add = (event: CapturedEvent): true => {
    const keys = store.keys("lp.e");
    const oldest = keys.find((key) => !flying.has(key));
    if (keys.length >= maxEvents && oldest) drop(oldest, "full");
    store.set(`lp.e/${page.Date.now()}/${name}/${event.event_id}`, JSON.stringify({ ...event, labels: { ...drops, webdriver: page.navigator.webdriver || undefined } }));
    drops = {};
    void flush();
    return true;
  };

  const open = (): void => {
    const adopt = (): unknown => page.navigator.locks?.request("lp", () => flush(true)).catch(ignore) ?? flush(true);
    void flush();
    adopt();
    page.setInterval(adopt, adoptAfterMs);
  };

  return [add, open, flush];
}
