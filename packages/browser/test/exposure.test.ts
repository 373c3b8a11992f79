import fc from "fast-check";
import { type Decision, exposureId } from "@liftproof/assignment";
import { describe, expect, test } from "vitest";
import { createCapture } from "../src/index.ts";
import { fakeBrowser } from "./fakes/fake-browser.ts";
import { names, openTab, refusals, shopData } from "./fakes/tabs.ts";

const words = fc.stringMatching(/^[\p{L}\w/ .:-]{1,20}$/u);

describe("exposure", () => {
  test("law: its id is the one every server forms from the same decision", async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(words, words, words, fc.stringMatching(/^[\w.~-]{1,20}$/)), fc.integer({ min: 1, max: 9 }), async ([expId, variant, unitId, sessionId], phase) => {
        const browser = fakeBrowser();
        const data = { unit_id: unitId, session_id: sessionId, assignments: { [expId]: { variant, phase, reason: "assigned" } } };
        openTab(browser, { data }).capture.expose(expId, variant);
        await browser.clock.advance(100);
        const decision: Decision = { variant, phase, expId, inExperiment: true, reason: "assigned", bucket: null, hashVersion: 1 };
        expect(browser.collector.accepted()[1]?.["event_id"]).toBe(exposureId(decision, { sessionId, unitId }));
        expect(refusals(browser)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });

  test("law: an experiment on another unit is exposed by that unit's id", async () => {
    const browser = fakeBrowser();
    const data = { ...shopData, assignments: { ...shopData.assignments, basket: { variant: "b", unit_id: "order-9", unit_type: "order" } } };
    const tab = openTab(browser, { data });
    tab.capture.expose("cta", "short");
    tab.capture.expose("basket", "b");
    expect(openTab(fakeBrowser(), { data: { assignments: data.assignments } }).capture.expose("basket", "b")).toBe(true);
    await browser.clock.advance(100);
    const seen = browser.collector.accepted().flatMap(({ event_id, payload }) => (String(event_id).startsWith("exp.view") ? [[event_id, payload]] : []));
    expect(seen).toMatchObject([
      ["exp.view/cta/2/short/s1/a1", { unit_id: "a1", unit_type: "anon" }],
      ["exp.view/basket/1/b/s1/order-9", { unit_id: "order-9", unit_type: "order" }],
    ]);
    expect(refusals(browser)).toEqual([]);
  });

  test("vector: the text of an exposure's id, and its payload", async () => {
    const browser = fakeBrowser();
    openTab(browser).capture.expose("cta", "short");
    await browser.clock.advance(100);
    expect(browser.collector.accepted()[1]).toMatchObject({
      event_id: "exp.view/cta/2/short/s1/a1",
      payload: { exp_id: "cta", phase: 2, variant: "short", unit_type: "anon", unit_id: "a1", reason: "assigned", bucket: 7, hash_version: 1 },
    });
  });

  test("law: once per session and variant, over repeated calls, reloads and tabs", async () => {
    const browser = fakeBrowser();
    const first = openTab(browser);
    for (let call = 0; call < 3; call += 1) first.capture.expose("cta", "short");
    const second = openTab(browser);
    second.capture.expose("cta", "short");
    first.close();
    openTab(browser).capture.expose("cta", "short");
    openTab(browser).capture.expose("cta", "long");
    await browser.clock.advance(1000);
    expect(browser.collector.accepted().filter(({ event_name }) => event_name === "exp.view").map(({ event_id }) => event_id)).toEqual(["exp.view/cta/2/short/s1/a1", "exp.view/cta/2/long/s1/a1"]);

    await browser.clock.advance(1_800_001);
    second.capture.expose("cta", "short");
    const late = openTab(browser);
    late.capture.expose("cta", "short");
    await browser.clock.advance(1000);
    // The page that closed never heard that its exposure arrived: it came twice, under one id.
    expect(new Set(browser.collector.accepted().flatMap(({ event_name, event_id }) => (event_name === "exp.view" ? event_id : [])))).toHaveProperty("size", 3);
  });

  test("law: whether its exposure is on its way, was taken, refused or dropped, a call counts it again only where it would be lost", async () => {
    const fates = fc.constantFrom("taken", "unanswered", "busy", "refused", "crowded out");
    await fc.assert(
      fc.asyncProperty(fates, async (fate) => {
        const browser = fakeBrowser();
        const tab = openTab(browser);
        await browser.clock.advance(100);
        browser.collector.answer = () => ({ taken: {}, unanswered: { lost: "request" as const }, busy: { status: 429 }, refused: { status: 400 }, "crowded out": { status: 503, afterMs: 1 } })[fate];
        tab.capture.expose("cta", "short");
        await browser.clock.advance(500);
        if (fate === "crowded out") for (let event = 0; event < 100; event += 1) tab.capture.track("page.view");
        browser.collector.answer = () => ({});
        expect(tab.capture.expose("cta", "short")).toBe(fate === "refused" || fate === "crowded out");
        await browser.clock.advance(120_000);
        expect(tab.capture.expose("cta", "short")).toBe(false);
        expect(browser.collector.accepted().filter(({ event_name }) => event_name === "exp.view")).toHaveLength(1);
      }),
      { numRuns: 25 },
    );
  });

  test("edge: with an element, at the moment half of it is in view", async () => {
    const browser = fakeBrowser();
    const tab = openTab(browser);
    expect(tab.capture.expose("cta", "short", {} as Element)).toBe(true);
    tab.scroll(0.49);
    await browser.clock.advance(100);
    expect(names(browser)).toEqual(["landing.view"]);
    tab.scroll(0.5);
    tab.scroll(1);
    await browser.clock.advance(100);
    expect(names(browser)).toEqual(["landing.view", "exp.view"]);
  });

  test("law: neither a view nor an exposure before prerendering ends", async () => {
    const browser = fakeBrowser();
    const tab = openTab(browser, { prerendering: true, href: "https://shop.test/?utm_source=news" });
    tab.capture.expose("cta", "short");
    await browser.clock.advance(60_000);
    expect([browser.collector.attempts, Object.keys(browser.storage)]).toEqual([0, []]);
    tab.fire("prerenderingchange");
    tab.fire("prerenderingchange");
    await browser.clock.advance(100);
    expect(names(browser)).toEqual(["landing.view", "exp.view"]);
    expect(browser.collector.accepted()[0]?.["utm_source"]).toBe("news");
  });

  test("law: a killed experiment shows control and exposes nothing, whoever killed it", async () => {
    const browser = fakeBrowser();
    browser.collector.answer = () => ({ body: { kill: ["cta"] } });
    const tab = openTab(browser);
    expect(tab.capture.variant("cta")).toBe("short");
    await browser.clock.advance(100);
    expect(tab.capture.variant("cta")).toBe("long");
    expect(tab.capture.expose("cta", "short")).toBe(false);

    browser.collector.answer = () => ({});
    const next = openTab(browser, {}, { consent: "unknown" });
    expect(next.capture.variant("cta")).toBe("long");
    browser.clock.nowMs += 86_400_001;
    expect(next.capture.variant("cta")).toBe("short");
    next.capture.kill(["cta"]);
    expect(next.capture.variant("cta")).toBe("long");
    next.capture.consent("denied");
    expect(next.capture.variant("cta")).toBe("long");
    expect(openTab(fakeBrowser(), { data: { ...shopData, kill: ["cta"] } }).capture.variant("cta")).toBe("long");
  });

  test("edge: previews, visitors outside and pages without a unit are not exposed", () => {
    const browser = fakeBrowser();
    const reasons = ["forced", "killed", "outside_coverage", "stopped"];
    const assignments = Object.fromEntries(reasons.map((reason) => [reason, { variant: "v", reason }]));
    const tab = openTab(browser, { data: { unit_id: "a1", assignments } });
    expect(reasons.map((reason) => tab.capture.expose(reason, "v"))).toEqual([false, false, false, false]);
    expect(openTab(browser, { data: {} }).capture.expose("cta", "short")).toBe(false);
  });

  test("edge: on a server it answers variants from its data, and does nothing else", () => {
    const capture = createCapture({ collector: "https://shop.test/v1/events", consent: "granted", data: shopData });
    expect([capture.start() === capture, capture.variant("cta"), capture.variant("other")]).toEqual([true, "short", undefined]);
    expect([capture.track("page.view"), capture.expose("cta", "short")]).toEqual([false, false]);
    expect(capture.touch()).toBeUndefined();
  });
});
