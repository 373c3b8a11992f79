import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Capture, createCapture } from "../src/index.ts";
import { type FakeBrowser, type FakePage, fakeBrowser } from "./fakes/fake-browser.ts";
import type { Answer } from "./fakes/fake-collector.ts";

const collector = "https://shop.test/v1/events";

interface Tab extends FakePage {
  readonly capture: Capture;
}

function openTab(browser: FakeBrowser, options: Parameters<FakeBrowser["open"]>[0] = {}): Tab {
  const fake = browser.open({ data: { anon_id: "a1", unit_id: "a1", session_id: "s1" }, ...options });
  return { ...fake, capture: createCapture({ page: fake.page, collector, consent: "granted" }).start() };
}

/** Marks of the tracked events that arrived. */
function marks(browser: FakeBrowser): number[] {
  return browser.collector.accepted().flatMap(({ payload }) => (payload as { mark?: number } | undefined)?.mark ?? []);
}

/** Dropped events by the labels that arrived, each event counted once. */
function dropped(browser: FakeBrowser, reason = ""): number {
  const byId = new Map(browser.collector.accepted().map((event) => [event["event_id"], event["labels"] as Record<string, string>]));
  return [...byId.values()].flatMap((labels) => Object.entries(labels)).filter(([label]) => label.startsWith(`dropped_${reason}`)).reduce((sum, [, count]) => sum + Number(count), 0);
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
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom("reload" as const, "crash" as const, "hide" as const), tab: fc.nat(2) }) },
);

describe("delivery", () => {
  test("law: whatever fails, reloads or crashes in several tabs, every kept event arrives, and none is sent again once answered 2xx", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 40 }), async (actions) => {
        const browser = fakeBrowser();
        const tabs = [openTab(browser), openTab(browser), openTab(browser)];
        const kept: number[] = [];
        for (const [mark, step] of actions.entries()) {
          if (step.do === "wait") await browser.clock.advance(step.ms);
          else if (step.do === "answer") browser.collector.answer = () => answers[step.as]!;
          else if (step.do === "track") {
            if (tabs[step.tab]!.capture.track("search.query", { mark })) kept.push(mark);
          } else if (step.do === "hide") tabs[step.tab]!.show("hidden");
          else {
            if (step.do === "reload") tabs[step.tab]!.close();
            else tabs[step.tab]!.die();
            tabs[step.tab] = openTab(browser);
          }
        }
        browser.collector.answer = () => ({});
        for (const tab of tabs) tab.die();
        openTab(browser);
        await browser.clock.advance(120_000);
        expect(new Set(marks(browser))).toEqual(new Set(kept));
        expect(browser.journal()).toEqual([]);
        expect(browser.collector.mostRequests).toBeLessThanOrEqual(4 * (3 + actions.length));
      }),
      { numRuns: 60 },
    );
  });
});
