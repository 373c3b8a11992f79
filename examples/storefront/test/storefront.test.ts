import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openBook } from "../shop/book.mjs";
import { loadConfig } from "../shop/config.mjs";
import { html, page } from "../shop/html.mjs";
import { consentOf, isOwnForm } from "../shop/visitor.mjs";

describe("the shop's own parts", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "liftproof-book-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("edge: what a visitor typed is never markup", async () => {
    const hostile = `"><script>alert('1')</script>&`;
    const text = await page(html`<p title="${hostile}">${[html`<b>${hostile}</b>`, null, 3]}</p>`).text();
    expect(text).toBe("<p title=\"&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;\"><b>&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;</b>3</p>");
  });

  test("edge: the banner's answer stands, and Global Privacy Control is one", () => {
    const request = (headers: Record<string, string>) => new Request("http://127.0.0.1/", { headers });
    expect(consentOf(request({}))).toBe("unknown");
    expect(consentOf(request({ cookie: "a=b; consent=granted" }))).toBe("granted");
    expect(consentOf(request({ cookie: "consent=granted", "sec-gpc": "1" }))).toBe("denied");
    expect(consentOf(request({ cookie: "consent=yes" }))).toBe("unknown");
  });

  test("edge: a form of another site is not the shop's", () => {
    const form = (headers: Record<string, string>, method = "POST") => isOwnForm(new Request("http://shop.test/checkout/halo", { method, headers }), "http://shop.test");
    expect(form({ origin: "http://shop.test", "sec-fetch-site": "same-origin" })).toBe(true);
    expect(form({ origin: "http://evil.test" })).toBe(false);
    expect(form({ "sec-fetch-site": "cross-site" })).toBe(false);
    expect(form({}, "GET")).toBe(false);
  });

  test("law: a checkout is one order, a refund takes back what is left, and both survive a restart", async () => {
    const path = join(folder, "shop.json");
    const book = await openBook(path);
    const customer = await book.addCustomer("Ada");
    const order = { checkoutId: "c1", userId: customer.userId, valueMinor: 12_900, sku: "halo" };
    const [first, second] = await Promise.all([book.addOrder(order), book.addOrder(order)]);
    expect(second.orderId).toBe(first.orderId);
    expect([await book.refund(first.orderId), await book.refund(first.orderId), await book.refund("none")]).toEqual([12_900, 0, 0]);
    const again = await openBook(path);
    expect(again.orders()).toMatchObject([{ orderId: first.orderId, refundedMinor: 12_900 }]);
    expect(again.referrer(customer.code)?.userId).toBe(customer.userId);
  });

  test("example: its experiment passes every check", async () => {
    const { experiments, metrics } = await loadConfig();
    expect(experiments.map(({ expId, publicSeo }) => [expId, publicSeo])).toEqual([["product_promise", true]]);
    expect(metrics.map(({ name }) => name)).toEqual(["order_rate", "refund_rate"]);
  });
});
