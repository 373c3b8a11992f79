import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type FakeBrowser, fakeBrowser } from "./fakes/fake-browser.ts";
import type { Answer } from "./fakes/fake-collector.ts";
import { openTab, refusals } from "./fakes/tabs.ts";

/** Marks of the tracked events that arrived. */
function marks(browser: FakeBrowser): number[] {
  return browser.collector.accepted().flatMap(({ payload }) => (payload as { mark?: number } | undefined)?.mark ?? []);
}

/** Dropped events for a reason, by the labels that arrived, each event read once. */
function dropped(browser: FakeBrowser, reason: string): number {
  const labels = new Map(browser.collector.accepted().map((event) => [event["event_id"], event["labels"] as Record<string, string>]));
  return [...labels.values()].reduce((sum, label) => sum + Number(label[`dropped_${reason}`] ?? 0), 0);
}

/** Events that a page sent although it had heard that they arrived. */
function repeats(browser: FakeBrowser): unknown[] {
  const heard = new Set<string>();
  return browser.collector.arrivals.flatMap(({ page, events, status, heard: isHeard }) =>
    events.flatMap(({ event_id }) => {
      const key = `${page} ${event_id}`;
      const again = heard.has(key) ? [event_id] : [];
      if (isHeard && status < 300) heard.add(key);
      return again;
    }),
  );
}

const answers: Readonly<Record<string, Answer>> = {
  well: {},
  slow: { afterMs: 30_000 },
  offline: { lost: "request" },
  deaf: { lost: "answer" },
  broken: { status: 503 },
  busy: { status: 429, headers: { "retry-after": "20" } },
};

const action = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant("track" as const), tab: fc.nat(2) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.constantFrom(1, 50, 3000, 15_000, 70_000) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("answer" as const), as: fc.constantFrom(...Object.keys(answers)) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("close" as const, "crash" as const, "hide" as const), tab: fc.nat(2) }) },
);

describe("delivery", () => {
  test.each([[[] as const], [["locks"] as const]])("law: whatever fails, closes or crashes in three tabs, every event arrives and none is sent again once heard (without %s)", async (without) => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
        const browser = fakeBrowser();
        const open = () => openTab(browser, { without });
        const tabs = [open(), open(), open()];
        const tracked: number[] = [];
        for (const [mark, step] of actions.entries()) {
          if (step.do === "wait") await browser.clock.advance(step.ms);
          else if (step.do === "answer") browser.collector.answer = () => answers[step.as]!;
          else if (step.do === "hide") tabs[step.tab]!.show("hidden");
          else if (step.do === "track") {
            expect(tabs[step.tab]!.capture.track("search.query", { mark })).toBe(true);
            tracked.push(mark);
          } else {
            tabs[step.tab]![step.do === "close" ? "close" : "die"]();
            tabs[step.tab] = open();
          }
        }
        browser.collector.answer = () => ({});
        for (const tab of tabs) tab.die();
        open();
        await browser.clock.advance(60_000);
        expect(new Set(marks(browser))).toEqual(new Set(tracked));
        expect(repeats(browser)).toEqual([]);
        expect(browser.journal()).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("law: of any number of events without a network, a hundred are kept, and every other one is counted", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 90, max: 260 }), fc.boolean(), async (count, stored) => {
        const browser = fakeBrowser();
        browser.collector.answer = () => ({ lost: "request" });
        const tab = openTab(browser, { without: stored ? [] : ["localStorage"] });
        for (let mark = 1; mark <= count; mark += 1) {
          tab.capture.track("search.query", { mark });
          await browser.clock.advance(1);
        }
        expect(browser.journal().length).toBeLessThanOrEqual(100);
        if (stored) tab.close();
        browser.collector.answer = () => ({});
        const last = stored ? openTab(browser) : tab;
        await browser.clock.advance(80_000);
        last.capture.track("search.query", { mark: 0 });
        await browser.clock.advance(1000);
        const views = stored ? 2 : 1;
        const arrived = new Set(browser.collector.accepted().map(({ event_id }) => event_id)).size;
        expect(arrived + dropped(browser, "full")).toBe(views + count + 1);
        expect(marks(browser)).toContain(count);
        expect(refusals(browser)).toEqual([]);
      }),
      { numRuns: 8 },
    );
  });

  test("law: never more than 4 requests and 60,000 bytes on their way, in bytes and not in characters", async () => {
    const browser = fakeBrowser();
    browser.collector.answer = () => ({ afterMs: 500 });
    const tab = openTab(browser);
    for (let mark = 0; mark < 90; mark += 1) tab.capture.track("search.query", { mark, query: "é".repeat(mark * 50) });
    await browser.clock.advance(60_000);
    expect(marks(browser)).toHaveLength(90);
    expect(browser.collector.mostRequests).toBe(4);
    expect(browser.collector.mostBytes).toBeLessThanOrEqual(60_000);
    expect(browser.collector.mostBytes).toBeGreaterThan(50_000);
  });

  test("example: an event is on its way before the call returns", () => {
    const browser = fakeBrowser();
    openTab(browser).capture.track("search.query");
    expect(browser.collector.attempts).toBe(2);
  });

  test("edge: a Retry-After in seconds or as a date is waited for, a mistaken one at most a day", async () => {
    for (const [value, fromMs, toMs] of [["30", 30_000, 30_000], ["Sun, 01 Nov 2026 10:02:00 GMT", 115_000, 120_000], ["99999999", 86_400_000, 86_400_000], ["soon", 1000, 2000]] as const) {
      const browser = fakeBrowser();
      browser.collector.answer = () => ({ status: 503, headers: { "retry-after": value } });
      openTab(browser);
      await browser.clock.advance(fromMs);
      browser.collector.answer = () => ({});
      expect(browser.collector.attempts, value).toBe(1);
      await browser.clock.advance(toMs - fromMs + 1000);
      expect(browser.collector.accepted(), value).toHaveLength(1);
    }
  });

  test("law: pauses lie between 1 and 60 seconds, and 408, 429, 5xx and network errors are tried again", async () => {
    for (const answer of [{ status: 408 }, { status: 429 }, { status: 500 }, { status: 599 }, { lost: "request" as const }]) {
      const browser = fakeBrowser();
      browser.collector.answer = () => ({ ...answer, afterMs: 0 });
      openTab(browser);
      const atMs = [0];
      for (let second = 1; second <= 600; second += 1) {
        await browser.clock.advance(1000);
        while (atMs.length < browser.collector.attempts) atMs.push(second);
      }
      const pauses = atMs.slice(1).map((at, index) => at - atMs[index]!);
      expect(pauses.length).toBeGreaterThan(9);
      for (const pause of pauses) expect(pause).toBeLessThanOrEqual(61);
      expect(pauses[0]).toBeLessThanOrEqual(3);
    }
  });

  test("edge: other 4xx drop what they answer, and the next request tells how many", async () => {
    const browser = fakeBrowser();
    browser.collector.answer = () => ({ status: 400 });
    const tab = openTab(browser);
    await browser.clock.advance(100);
    expect(browser.journal()).toEqual([]);
    browser.collector.answer = () => ({});
    tab.capture.track("search.query");
    await browser.clock.advance(100);
    expect(dropped(browser, "rejected")).toBe(1);
  });

  test("edge: events of last week are dropped and counted, and so is one that no request can carry", async () => {
    const browser = fakeBrowser();
    browser.collector.answer = () => ({ lost: "request" });
    openTab(browser).die();
    browser.clock.nowMs += 7 * 86_400_000 + 1;
    browser.collector.answer = () => ({});
    const tab = openTab(browser);
    await browser.clock.advance(20_000);
    tab.capture.track("search.query", { query: "x".repeat(61_000) });
    tab.capture.track("search.query");
    await browser.clock.advance(1000);
    expect([dropped(browser, "old"), dropped(browser, "size")]).toEqual([1, 1]);
    expect(browser.journal()).toEqual([]);
  });

  test("edge: a living tab whose answer is slow is not doubled by a second tab", async () => {
    const browser = fakeBrowser();
    browser.collector.answer = () => ({ afterMs: 9000 });
    openTab(browser);
    await browser.clock.advance(1500);
    openTab(browser);
    await browser.clock.advance(60_000);
    expect(browser.collector.accepted()).toHaveLength(2);
  });

  test("edge: without keepalive a beacon carries the event", async () => {
    const browser = fakeBrowser();
    openTab(browser, { without: ["keepalive"] });
    await browser.clock.advance(10);
    expect([browser.collector.attempts, browser.collector.accepted().length, browser.journal().length]).toEqual([0, 1, 0]);
  });

  test("edge: storage, cookies, locks, beacons, keepalive and random UUIDs may all be missing", async () => {
    const browser = fakeBrowser();
    const tab = openTab(browser, { without: ["localStorage", "cookie", "locks", "sendBeacon", "keepalive", "randomUUID"] });
    tab.capture.expose("cta", "short");
    tab.capture.expose("cta", "short");
    await browser.clock.advance(100);
    const accepted = browser.collector.accepted();
    expect(accepted.map(({ event_name, session_id }) => [event_name, session_id])).toEqual([["landing.view", "s1"], ["exp.view", "s1"]]);
    expect(refusals(browser)).toEqual([]);
  });
});
