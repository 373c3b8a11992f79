import { eventId } from "./event-id.ts";
import type { Page, PageResponse } from "./page.ts";
import { parsed } from "./parsed.ts";
import { pauseMs } from "./pause-ms.ts";
import type { Store } from "./store.ts";

/** An event as it goes to the collector. */
export type CapturedEvent = { readonly event_id: string } & Readonly<Record<string, unknown>>;

/** The way of events to the collector. */
export interface Delivery {
  /** Keeps an event and sends it at once, or when there is room. False for one that is larger than a request may be. */
  readonly add: (event: CapturedEvent) => boolean;
  /** Sends what waits; `closing` when the page may be about to go. */
  readonly flush: (closing?: boolean) => void;
  /** Claims the journal of this page, and 10 seconds later the journals of pages that died. */
  readonly open: () => void;
}

/** Why an event never arrived: too many waiting, older than 7 days, refused by the collector, larger than a request may be. */
export type DropReason = "full" | "old" | "rejected" | "size";

/** What delivery needs besides the page. */
export interface DeliveryOptions {
  readonly collector: string;
  /** Told what a collector's answer may hold: ids of experiments that are off. */
  readonly onKill: (experiments: readonly string[]) => void;
}

type Labels = Readonly<Record<string, unknown>>;

const maxEvents = 100;
const maxAgeMs = 604_800_000;
const maxRequests = 4;
const maxBytes = 60_000;
const maxEventBytes = 59_000;
const adoptAfterMs = 10_000;

/**
 * At-least-once delivery. An event lies in the journal under a key of its own, `lp.e/<ms>/<page>/<event id>`, until the collector
 * answered for it. What had to be dropped is counted in the labels of the next event.
 *
 * The page holds a Web Lock of its name for as long as it lives; whoever gets that lock afterwards is the one heir of
 * its journal. Bodies are text, which needs no preflight, and requests outlive the page.
 */
export function createDelivery(page: Page, store: Store, { collector, onKill }: DeliveryOptions): Delivery {
  const { navigator } = page;
  const name = eventId(page).slice(-12);
  const owned = new Set([name]);
  const flying = new Set<string>();
  let drops: Record<string, string> = {};
  let requests = 0;
  let bytesInFlight = 0;
  let failures = 0;
  let timer: unknown;

  const drop = (key: string, reason: DropReason): void => {
    const { webdriver: _, ...lost } = parsed<{ readonly labels: Labels }>(store.get(key))?.labels ?? {};
    store.remove(key);
    for (const [label, count] of [...Object.entries(lost), [`dropped_${reason}`, 1] as const]) {
      drops[label] = `${Number(drops[label] ?? 0) + Number(count)}`;
    }
  };

  const flush = (closing?: boolean): void => {
    if (requests >= maxRequests || timer) return;
    const nowMs = page.Date.now();
    const keys: string[] = [];
    let body = "";
    let room = maxBytes - bytesInFlight;
    for (const key of store.keys("lp.e")) {
      const [, keptAtMs, owner = ""] = key.split("/");
      if (flying.has(key) || !owned.has(owner)) continue;
      if (nowMs - Number(keptAtMs) > maxAgeMs) {
        drop(key, "old");
        continue;
      }
      const line = `${store.get(key)?.slice(0, -1)},"sent_ts_us":${nowMs}000}\n`;
      room -= utf8Bytes(line);
      if (room < 0) break;
      body += line;
      keys.push(key);
    }
    if (body) void send(keys, body, closing);
  };

  const send = async (keys: readonly string[], body: string, closing?: boolean): Promise<void> => {
    const bytes = utf8Bytes(body);
    const keepalive = "keepalive" in (page.Request?.prototype ?? {});
    let response: Partial<PageResponse> = { status: 500 };
    requests += 1;
    bytesInFlight += bytes;
    for (const key of keys) flying.add(key);
    try {
      // Without keepalive a request dies with its page: then a beacon, which nobody answers, is the lesser evil.
      response = closing && !keepalive && navigator.sendBeacon?.(collector, body) ? { ok: true } : await page.fetch(collector, { method: "POST", body, keepalive, credentials: "include" });
    } catch {
      // A failure of the network, as good as one of the server.
    }
    requests -= 1;
    bytesInFlight -= bytes;
    for (const key of keys) flying.delete(key);
    const { ok, status, headers } = response;
    if (!ok && /408|429|5../.test(`${status}`)) {
      timer ||= page.setTimeout(() => {
        timer = 0;
        flush();
      }, pauseMs(page, (failures += 1), headers?.get("retry-after")));
      return;
    }
    for (const key of keys) {
      if (ok) store.remove(key);
      else drop(key, "rejected");
    }
    failures = 0;
    flush();
    response.json?.().then((answer) => onKill((answer as { readonly kill: readonly string[] }).kill)).catch(() => undefined);
  };

  /** Makes the events of a page ours if it lives no more. Where there are no Web Locks nobody can tell; the lake drops what comes twice. */
  const claim = (owner: string): void => {
    const inherit = (): Promise<never> => {
      owned.add(owner);
      flush();
      return new Promise(() => {});
    };
    if (navigator.locks) navigator.locks.request(`lp.${owner}`, { ifAvailable: true }, (lock) => lock && inherit()).catch(() => undefined);
    else void inherit();
  };

  return {
    add(event) {
      if (utf8Bytes(JSON.stringify(event)) > maxEventBytes) {
        drop("", "size");
        return false;
      }
      const keys = store.keys("lp.e");
      const oldest = keys.find((key) => !flying.has(key));
      if (keys.length >= maxEvents && oldest) drop(oldest, "full");
      store.set(`lp.e/${page.Date.now()}/${name}/${event.event_id}`, JSON.stringify({ ...event, labels: { webdriver: navigator.webdriver || undefined, ...drops } }));
      drops = {};
      flush();
      return true;
    },
    flush,
    open() {
      claim(name);
      page.setTimeout(() => store.keys("lp.e").forEach((key) => claim(key.split("/")[2] ?? "")), adoptAfterMs);
    },
  };
}

function utf8Bytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
