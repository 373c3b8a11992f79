import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fakeBrowser } from "./fakes/fake-browser.ts";
import { names, openTab, refusals, shopData } from "./fakes/tabs.ts";

const token = "Ggdq5oEABaABI0VniavN7wAAEmdPFovcNrSaMmzp6idD2Sd1";
const withToken = { href: `https://shop.test/p?ct=${token}` };

/** Names and confirmations of what arrived. */
async function confirmations(browser: ReturnType<typeof fakeBrowser>): Promise<unknown[]> {
  await browser.clock.advance(100);
  return browser.collector.accepted().map(({ event_name, click_token, payload }) => [event_name, click_token, (payload as { confirmed?: boolean }).confirmed]);
}

describe("landing", () => {
  test("law: stripping removes the token and leaves every other character, the hash and the history state", () => {
    const part = fc.constantFrom("a=1", "b=%20x", "flag", "", "c=a+b", "ct2=1", "utm_source=n%C3%A9ws", "x=?ct=1");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.nat(4), fc.constantFrom("", "#top", "#/route?ct=1"), (parts, at, hash) => {
        const state = { router: 1 };
        const query = [...parts.slice(0, at), `ct=${token}`, ...parts.slice(at)].join("&");
        const tab = openTab(fakeBrowser(), { href: `https://shop.test/p/q?${query}${hash}`, historyState: state });
        const rest = parts.join("&");
        expect(tab.href()).toBe(`https://shop.test/p/q${rest === "" ? "" : `?${rest}`}${hash}`);
        expect(tab.replaced).toEqual([{ state, url: tab.href() }]);
      }),
      { numRuns: 100 },
    );
  });

  test("edge: a router that puts the token back finds it stripped again after load, and a route call strips too", async () => {
    const browser = fakeBrowser();
    const tab = openTab(browser, withToken);
    const back = (): void => tab.page.history.replaceState(null, "", withToken.href);
    back();
    tab.capture.route("/p");
    expect(tab.href()).toBe("https://shop.test/p");
    back();
    tab.fire("pageshow", { persisted: false });
    expect(tab.href()).toContain(token);
    await browser.clock.advance(1000);
    expect(tab.href()).toBe("https://shop.test/p");
    expect(names(browser)).toEqual(["landing.view", "page.view"]);
  });

  test("edge: what the address says is cut, cleaned and checked before use", async () => {
    const browser = fakeBrowser();
    const nasty = `https://shop.test/?utm_source=%00bad&utm_medium=${"%F0%9F%98%80".repeat(300)}&utm_campaign=Spring&utm_term=t&gclid=g1&ct=%3Cscript%3Ealert(1)%3C/script%3E`;
    const tab = openTab(browser, { href: nasty, referrer: "https://mail.test/inbox?secret=1#x" });
    expect(tab.capture.touch()).toEqual({
      utm_source: "",
      utm_medium: "😀".repeat(200),
      utm_campaign: "Spring",
      click_id_kind: "gclid",
      referrer: "https://mail.test",
      payload: { utm_term: "t", click_id: "g1" },
    });
    expect(tab.href()).not.toContain("script");
    await browser.clock.advance(100);
    expect(refusals(browser)).toEqual([]);
  });

  test("edge: the shop's own pages are no referrer, an app is one", () => {
    expect(openTab(fakeBrowser(), { referrer: "https://shop.test/other" }).capture.touch()).toBeUndefined();
    expect(openTab(fakeBrowser(), { referrer: "android-app://com.mail/x" }).capture.touch()?.referrer).toBe("android-app://com.mail");
  });

  test("law: a token's landing is confirmed by a gesture in view, within 30 minutes, outside of frames, and once", async () => {
    const browser = fakeBrowser();
    const tab = openTab(browser, withToken);
    tab.fire("pointerdown", { isTrusted: false });
    tab.show("hidden");
    tab.fire("keydown");
    tab.show("visible");
    tab.fire("keydown");
    tab.fire("pointerdown");
    expect(await confirmations(browser)).toEqual([["landing.view", token, false], ["landing.view", token, true]]);
    expect(refusals(browser)).toEqual([]);

    const framed = fakeBrowser();
    openTab(framed, { ...withToken, framed: true }).fire("pointerdown");
    expect(await confirmations(framed)).toEqual([["landing.view", token, false]]);

    const late = fakeBrowser();
    const slow = openTab(late, withToken);
    await late.clock.advance(1_800_000);
    slow.fire("pointerdown");
    expect(await confirmations(late)).toEqual([["landing.view", token, false]]);
  });

  test("law: a redirect by a gesture confirms at once; a visit without a token confirms nothing", async () => {
    for (const [activated, framed, expected] of [[true, false, true], [false, false, false], [true, true, false]] as const) {
      const browser = fakeBrowser();
      openTab(browser, { data: { ...shopData, landing: { activated } }, framed });
      expect(await confirmations(browser)).toEqual([["landing.view", undefined, expected]]);
    }
    const browser = fakeBrowser();
    openTab(browser).fire("pointerdown");
    expect(await confirmations(browser)).toEqual([["landing.view", undefined, undefined]]);
    openTab(browser, { referrer: "https://shop.test/" }).fire("pointerdown");
    expect(names(browser)).toEqual(["landing.view", "page.view"]);
  });

  test("law: the session follows the shared rule and is one for tabs, server and page", async () => {
    const browser = fakeBrowser();
    const session = async (): Promise<unknown> => {
      await browser.clock.advance(100);
      return browser.collector.accepted().at(-1)?.["session_id"];
    };
    const tab = openTab(browser);
    expect([await session(), browser.cookies.get("lp_sid")]).toEqual(["s1", "s1"]);
    await browser.clock.advance(1_799_900);
    tab.capture.track("search.query");
    expect(await session()).toBe("s1");
    openTab(browser, { href: "https://shop.test/?utm_campaign=spring" });
    const second = await session();
    expect([second === "s1", browser.cookies.get("lp_sid") === second]).toEqual([false, true]);
    tab.capture.track("search.query");
    expect(await session()).toBe(second);
    browser.clock.nowMs -= 60_201;
    tab.capture.track("search.query");
    const third = await session();
    expect(third).not.toBe(second);
    browser.cookies.set("lp_sid", "made-by-the-server");
    tab.capture.track("search.query");
    expect(await session()).toBe("made-by-the-server");
    await browser.clock.advance(1_800_001);
    tab.fire("pageshow", { persisted: true });
    await browser.clock.advance(10);
    expect(await session()).not.toBe("made-by-the-server");
    expect(names(browser).at(-1)).toBe("page.view");
    expect(refusals(browser)).toEqual([]);
  });

  test("edge: a remembered session that is damaged heals", async () => {
    for (const damaged of ["{}", "null", "[", '{"id":"x"}', '{"id":"x","since":"y","last":null}']) {
      const browser = fakeBrowser();
      browser.storage.setItem("lp.s", damaged);
      const tab = openTab(browser, { without: ["cookie"] });
      for (let event = 0; event < 3; event += 1) tab.capture.track("search.query");
      await browser.clock.advance(100);
      expect(refusals(browser)).toEqual([]);
      expect(JSON.parse(browser.storage.getItem("lp.s") ?? "")).toMatchObject({ since: expect.any(Number) as number, last: expect.any(Number) as number });
    }
  });

  test("example: a route is a view of its own path", async () => {
    const browser = fakeBrowser();
    const tab = openTab(browser);
    tab.capture.route("/cart?step=2#x");
    tab.capture.route();
    await browser.clock.advance(100);
    expect(browser.collector.accepted().map(({ event_name, page_path }) => [event_name, page_path])).toEqual([["landing.view", "/"], ["page.view", "/cart"], ["page.view", "/"]]);
  });
});
