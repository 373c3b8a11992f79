import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { openLake } from "@liftproof/adapters/duckdb";
import type { Lake } from "@liftproof/adapters/duckdb";
import { verifyBronze } from "@liftproof/adapters/files";
import { type Browser, type BrowserContext, type Page, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Shop, startShop } from "./start-shop.ts";

const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-blink-features=AutomationControlled"];
/** A person's. Headless Chromium calls itself a crawler and its pages say they are automated: neither is counted, as it should be. */
const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";
const folder = mkdtempSync(join(tmpdir(), "liftproof-shop-"));
let shop: Shop;
let browser: Browser;
let lake: Lake;
/** Orders by the visitor who placed them. */
const orders = new Map<string, string>();
let ada: BrowserContext;
let referralLink = "";

beforeAll(async () => {
  shop = await startShop(folder);
  browser = await chromium.launch({ executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium", args: flags });
});
afterAll(async () => {
  await lake?.close();
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function answer(page: Page, label: "Count it" | "Do not"): Promise<void> {
  const said = page.waitForResponse((response) => response.url().endsWith("/consent"));
  await page.getByRole("button", { name: label }).click();
  await said;
  await page.locator(".consent").waitFor({ state: "detached" });
}

/** From a product's page to the number of the order. */
async function buy(page: Page, name: string): Promise<string> {
  // A person looks before buying: the exposure is reported once the variant has come into view.
  await page.waitForLoadState("networkidle");
  await page.getByRole("link", { name: /^Buy/u }).click();
  await page.getByLabel("Your name").fill(name);
  await page.getByRole("button", { name: /^Pay/u }).click();
  const order = (await page.locator("[data-order]").getAttribute("data-order")) ?? "";
  orders.set(name, order);
  return order;
}

const cookieNames = async (context: BrowserContext): Promise<readonly string[]> => (await context.cookies()).map(({ name }) => name).sort();
async function visitor(): Promise<BrowserContext> {
  const context = await browser.newContext({ userAgent });
  context.setDefaultTimeout(15_000);
  return context;
}

describe("the shop in Chromium", () => {
  test("example: a signed link in a letter leads to a clean address, a variant and an order", async () => {
    ada = await visitor();
    const page = await ada.newPage();
    await page.goto(shop.origin);
    await answer(page, "Count it");
    await page.goto(`${shop.origin}/mail/digest`);
    await page.getByRole("link", { name: "Halo" }).click();
    await page.getByRole("heading", { name: "Halo" }).waitFor();
    expect(page.url()).toBe(`${shop.origin}/product/halo`);
    const variant = await page.locator("[data-experiment]").getAttribute("data-variant");
    expect(["plain", "promise"]).toContain(variant);
    expect(await page.locator(".promise").count()).toBe(variant === "promise" ? 1 : 0);
    // A second look in the same session is no second exposure.
    await page.reload();
    expect(await buy(page, "Ada Example")).toMatch(/^o-/u);
    await page.goto(`${shop.origin}/account`);
    referralLink = await page.locator("#referral-link").inputValue();
  });

  test("example: a friend comes by the signed link before answering the banner, and the evidence survives it", async () => {
    const context = await visitor();
    const page = await context.newPage();
    await page.goto(referralLink);
    await page.waitForURL((url) => !url.searchParams.has("ct"));
    expect(await cookieNames(context)).toEqual([]);
    await answer(page, "Count it");
    await page.getByRole("link", { name: /Moss/u }).click();
    await buy(page, "Bob Example");
    await context.close();
  });

  test("edge: a forged token with the campaign's own labels earns nothing", async () => {
    const context = await visitor();
    const page = await context.newPage();
    await page.goto(shop.origin);
    await answer(page, "Count it");
    const letter = await (await page.request.get(`${shop.origin}/mail/digest`)).text();
    const link = /href="([^"]*\/l\/[^"]*)"/u.exec(letter)?.[1] ?? "";
    const { headers } = await fetch(link, { redirect: "manual" });
    const genuine = new URL(headers.get("location") ?? "").searchParams.get("ct") ?? "";
    const forged = `${genuine.slice(0, 20)}${genuine[20] === "A" ? "B" : "A"}${genuine.slice(21)}`;
    await page.goto(`${shop.origin}/product/reed?ct=${forged}&utm_source=digest&utm_medium=email&utm_campaign=november_digest`);
    await buy(page, "Cid Example");
    await context.close();
  });

  test("edge: a visitor who says no is given no cookie of measurement and can buy all the same", async () => {
    const context = await visitor();
    const page = await context.newPage();
    const sent: string[] = [];
    page.on("request", (request) => void (request.url().endsWith("/v1/events") && sent.push(request.url())));
    await page.goto(`${shop.origin}/product/tide?utm_source=news&utm_medium=email&utm_campaign=autumn`);
    await answer(page, "Do not");
    await buy(page, "Dee Example");
    expect(await cookieNames(context)).toEqual(["consent", "customer"]);
    expect(sent).toEqual([]);
    await context.close();
  });

  test("edge: a crawler gets the page of every new visitor, to the byte but for the session", async () => {
    const bodyFor = async (userAgent: string): Promise<string> => {
      const response = await fetch(`${shop.origin}/product/halo`, { headers: { "user-agent": userAgent } });
      return (await response.text()).replace(/"session_id":"[^"]*"/u, "");
    };
    const crawler = await bodyFor("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)");
    expect(crawler).toBe(await bodyFor(userAgent));
    expect(crawler).not.toContain("data-experiment");
  });

  test("edge: forms of other sites are refused, and the admin page without its key", async () => {
    const foreign = { method: "POST", headers: { origin: "https://evil.example", "content-type": "application/x-www-form-urlencoded" }, body: "name=Eve" };
    expect((await fetch(`${shop.origin}/checkout/halo`, foreign)).status).toBe(403);
    expect((await fetch(`${shop.origin}/admin`)).status).toBe(403);
  });

  test("example: the shop's people refund an order, kill the experiment and read the live report", async () => {
    const context = await visitor();
    const page = await context.newPage();
    await page.goto(shop.admin);
    // The award has to stand before there is anything to take back.
    await page.getByRole("button", { name: /^Build/u }).click();
    await page.getByRole("cell", { name: "award" }).waitFor();
    await page.getByRole("button", { name: `Refund ${orders.get("Bob Example")}` }).click();
    await page.getByRole("button", { name: "Kill product_promise" }).click();
    await page.getByRole("button", { name: /^Build/u }).click();
    await page.getByRole("cell", { name: "clawback" }).waitFor();
    expect(await page.getByRole("cell", { name: "killed" }).count()).toBe(1);
    const report = page.frameLocator("iframe");
    await report.getByRole("heading", { name: "The lamp shop" }).waitFor();
    expect(await report.locator("body").textContent()).toContain("product_promise");
    await context.close();
  });

  test("example: after the kill everybody sees control, and nobody is exposed", async () => {
    const page = await ada.newPage();
    await page.goto(`${shop.origin}/product/halo`);
    expect(await page.locator("[data-experiment]").count()).toBe(0);
    expect(await page.locator(".promise").count()).toBe(0);
    await ada.close();
  });
});

describe("what the lake holds afterwards", () => {
  const factOf = async (name: string): Promise<unknown> => {
    const [fact] = await lake.all("SELECT channel, campaign, has_click_proof, token_status, proof_state, reason FROM lake.fact_attribution_checkout WHERE order_id = $1", [orders.get(name) ?? ""]);
    return fact;
  };

  test("law: the process stops in peace and its bronze is whole", async () => {
    expect(await shop.stop()).toBe(0);
    const { faults, rejected } = await verifyBronze(join(folder, "bronze"));
    expect([faults, rejected]).toEqual([[], 0]);
    lake = await openLake({ path: join(folder, "lake.duckdb") });
  });

  test("example: four orders, one fact each: proof, a friend's proof, a rejected claim, and nothing at all", async () => {
    expect(await lake.all("SELECT count(*) AS n FROM lake.fact_attribution_checkout")).toEqual([{ n: 4n }]);
    expect(await factOf("Ada Example")).toMatchObject({ channel: "Digest", campaign: "november_digest", has_click_proof: true, token_status: "verified", proof_state: "proven" });
    expect(await factOf("Bob Example")).toMatchObject({ campaign: "friends", has_click_proof: true, token_status: "verified", proof_state: "proven" });
    expect(await factOf("Cid Example")).toMatchObject({ channel: "direct", has_click_proof: false, reason: "only_direct" });
    expect(await lake.all("SELECT token_status, rejection, count(*) AS n FROM lake.int_touches WHERE rejection IS NOT NULL GROUP BY ALL")).toEqual([{ token_status: "bad_signature", rejection: "unproven_claim", n: 1n }]);
    expect(await factOf("Dee Example")).toMatchObject({ channel: "direct", has_click_proof: false, reason: "no_touch" });
  });

  test("example: one award of ten percent, and one clawback of all of it", async () => {
    const entries = await lake.all("SELECT kind, order_id, amount_minor FROM lake.fact_attribution_referral ORDER BY amount_minor DESC");
    const order = orders.get("Bob Example");
    expect(entries).toEqual([{ kind: "award", order_id: order, amount_minor: 1560n }, { kind: "clawback", order_id: order, amount_minor: -1560n }]);
  });

  test("example: every visitor of a product in the experiment is exposed once, and no event knows a name", async () => {
    const units = await lake.all("SELECT payload['unit_id'] AS unit, count(*) AS views FROM lake.events WHERE event_name = 'exp.view' GROUP BY ALL");
    expect(units).toHaveLength(3);
    expect(units.every(({ views }) => views === 1n)).toBe(true);
    expect(await lake.all("SELECT * FROM lake.assignment_drift WHERE kind <> 'agrees'")).toEqual([]);
    for (const text of bronzeTexts(join(folder, "bronze/raw"))) expect(text).not.toMatch(/Example/u);
  });
});

function* bronzeTexts(root: string): Generator<string> {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) yield gunzipSync(readFileSync(join(entry.parentPath, entry.name))).toString("utf8");
  }
}
