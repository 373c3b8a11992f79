import { accept } from "@liftproof/events";
import { type Capture, type CaptureOptions, createCapture } from "../../src/index.ts";
import type { FakeBrowser, FakePage, FakePageOptions } from "./fake-browser.ts";

/** A page with capture started in it. */
export interface Tab extends FakePage {
  readonly capture: Capture;
}

export const shopData = { anon_id: "a1", unit_id: "a1", unit_type: "anon", session_id: "s1", assignments: { cta: { variant: "short", control: "long", phase: 2, reason: "assigned", bucket: 7, hash_version: 1 } } };

/** Opens a page of a visitor who allows everything, unless told otherwise. */
export function openTab(browser: FakeBrowser, page: FakePageOptions = {}, options: Partial<CaptureOptions> = {}): Tab {
  const fake = browser.open({ data: shopData, ...page });
  const capture = createCapture({ page: fake.page, collector: "https://shop.test/v1/events", consent: "granted", ...options });
  return { ...fake, capture: capture.start() };
}

/** What arrived, as `name` or `name field=value`. */
export function names(browser: FakeBrowser): unknown[] {
  return browser.collector.accepted().map((event) => event["event_name"]);
}

/** Why the collector's parser would refuse an event that arrived; empty when it takes all. */
export function refusals(browser: FakeBrowser): string[] {
  return browser.collector.arrivals.flatMap(({ events, atMs }) =>
    events.flatMap((event) => {
      const outcome = accept(JSON.stringify(event), { receivedAtUs: atMs * 1000, verify: () => ({ status: "missing", claims: null }) });
      return outcome.kind === "accepted" ? [] : [outcome.rejection.message];
    }),
  );
}
