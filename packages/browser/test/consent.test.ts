import { describe, expect, test } from "vitest";
import { fakeBrowser } from "./fakes/fake-browser.ts";
import { names, openTab, refusals } from "./fakes/tabs.ts";

const token = "Ggdq5oEABaABI0VniavN7wAAEmdPFovcNrSaMmzp6idD2Sd1";
const landing = { href: `https://shop.test/p?utm_source=news&ct=${token}` };

describe("consent", () => {
  test("law: unknown writes and sends nothing, and granted then sends what happened before, with its own instants", async () => {
    const browser = fakeBrowser();
    const tab = openTab(browser, landing, { consent: "unknown" });
    const landedAtUs = browser.clock.nowMs * 1000;
    await browser.clock.advance(1);
    tab.capture.expose("cta", "short");
    await browser.clock.advance(1);
    tab.capture.track("search.query", { query: "prints" });
    await browser.clock.advance(60_000);
    tab.show("hidden");
    tab.fire("pagehide");
    expect([browser.collector.attempts, Object.keys(browser.storage).length, browser.cookies.size]).toEqual([0, 0, 0]);
    expect(tab.capture.touch()).toMatchObject({ utm_source: "news", click_token: token });
    expect(tab.href()).toBe("https://shop.test/p?utm_source=news");

    tab.capture.consent("granted");
    await browser.clock.advance(1000);
    expect(names(browser)).toEqual(["landing.view", "exp.view", "search.query"]);
    expect(browser.collector.accepted()[0]).toMatchObject({ event_ts_us: landedAtUs, click_token: token, utm_source: "news" });
    expect(new Set(browser.collector.accepted().map(({ session_id }) => session_id)).size).toBe(1);
    expect(browser.cookies.get("lp_sid")).toBe(browser.collector.accepted()[0]?.["session_id"]);
    expect(refusals(browser)).toEqual([]);
  });

  test("edge: a session begun in memory outlives the consent banner, whatever the server's cookie says", async () => {
    const browser = fakeBrowser();
    browser.cookies.set("lp_sid", "earlier");
    openTab(browser, {}).close();
    const tab = openTab(browser, { href: "https://shop.test/?utm_source=news" }, { consent: "unknown" });
    tab.capture.track("search.query");
    tab.capture.consent("granted");
    tab.capture.track("search.query");
    await browser.clock.advance(100);
    const [first, ...rest] = browser.collector.accepted().map(({ session_id }) => session_id);
    expect(first).toBe("earlier");
    expect(new Set(rest).size).toBe(1);
    expect(rest).not.toContain("earlier");
    expect(browser.cookies.get("lp_sid")).toBe(rest[0]);
  });

  test("law: denied deletes every key and the session cookie, and nothing comes back", async () => {
    const browser = fakeBrowser();
    browser.collector.answer = () => ({ status: 503 });
    const tab = openTab(browser, landing);
    tab.capture.expose("cta", "short");
    await browser.clock.advance(10);
    expect(Object.keys(browser.storage).length).toBeGreaterThan(3);
    browser.storage.setItem("theirs", "stays");
    tab.capture.consent("denied");
    const sent = browser.collector.attempts;
    expect(tab.capture.track("search.query")).toBe(false);
    await browser.clock.advance(600_000);
    tab.close();
    expect(browser.collector.attempts).toBe(sent);
    expect(Object.keys(browser.storage)).toEqual(["theirs"]);
    expect(browser.cookies.size).toBe(0);
    expect(tab.capture.touch()).toBeUndefined();
  });

  test("edge: denied from the start, then granted, begins with what happens from then on", async () => {
    const browser = fakeBrowser();
    const tab = openTab(browser, landing, { consent: "denied" });
    tab.capture.consent("granted");
    tab.capture.track("search.query");
    await browser.clock.advance(100);
    expect(names(browser)).toEqual(["search.query"]);
    expect(JSON.stringify(browser.collector.accepted())).not.toContain(token);
  });

  test("law: Global Privacy Control keeps the visitor's origin out, and not the exposure", async () => {
    const browser = fakeBrowser();
    const tab = openTab(browser, { ...landing, referrer: "https://search.test/?q=1", globalPrivacyControl: true });
    tab.capture.expose("cta", "short");
    await browser.clock.advance(100);
    expect(names(browser)).toEqual(["page.view", "exp.view"]);
    expect(JSON.stringify([browser.collector.accepted(), browser.storage])).not.toMatch(/utm_|referrer|click_token/);
    expect(tab.href()).not.toContain(token);

    const other = fakeBrowser();
    openTab(other, { ...landing, globalPrivacyControl: true }, { honorGpc: false });
    expect(names(other)).toEqual(["landing.view"]);
  });

  test("edge: webdriver is a label on every event, and no reason to drop one", async () => {
    const browser = fakeBrowser();
    openTab(browser, { webdriver: true }).capture.track("search.query");
    await browser.clock.advance(100);
    expect(browser.collector.accepted().map(({ labels }) => labels)).toEqual([{ webdriver: true }, { webdriver: true }]);
    expect(refusals(browser)).toEqual([]);
  });
});
