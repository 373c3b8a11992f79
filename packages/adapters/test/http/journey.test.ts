import { consumeToken, createCollector, createRedirector, enrol, landingLoad, pageDataBlock } from "@liftproof/adapters/http";
import { attributeOrders, attributionRules, orderOf, touchOf } from "@liftproof/attribution";
import type { AttributionFact } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import { describe, expect, test } from "vitest";
import { contextOf, event, keep, post, tokens } from "./collector-client.ts";
import { home, nowUs, person } from "./shop.ts";

type Headers_ = Readonly<Record<string, string>>;

/** A browser with a jar of cookies in front of a shop: redirector, landing, page and collector share one sink. */
function shopVisit() {
  const jar = new Map<string, string>([["lp_id", "a9"]]);
  const { sink, records } = keep();
  const collector = createCollector({ verify: tokens.verify, ownHosts: ["shop.example"] });
  const links = new Map([["own", "https://shop.example/sale?utm_source=newsletter"], ["other", "https://other.example/"]].map(([code, target]) => [code, { target: target!, campaign: "spring", source: "newsletter", medium: "email" }]));
  const redirectors = ["https://shop.example", "https://go.example"].map((origin) => createRedirector({ origin, hosts: ["shop.example"], links: (code) => links.get(code), mint: tokens.mint, verify: tokens.verify, keyId: "1" }));
  let atUs = nowUs;
  const store = (response: Response): void => {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/Max-Age=0\b/.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
  };
  const cookie = (): string => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const go = (address: string, headers: Headers_): Request => new Request(address, { headers: { ...headers, "user-agent": person, ...(new URL(address).host === "shop.example" ? { cookie: cookie() } : {}) } });
  return {
    jar,
    wait: (us: number): void => void (atUs += us),
    click: async (address: string, headers: Headers_): Promise<string> => {
      const response = await redirectors[address.startsWith("https://go.") ? 1 : 0]!(go(address, headers), contextOf(sink, { nowUs: atUs }));
      store(response);
      return response.headers.get("location")!;
    },
    /** What the page at an address is told, after whatever redirects there are. */
    load: async (address: string, headers: Headers_): Promise<Record<string, unknown>> => {
      const consumed = consumeToken(go(address, headers), { origin: "https://shop.example" });
      if (consumed !== undefined) store(consumed);
      const request = go(consumed?.headers.get("location") ?? address, headers);
      const enrolment = await enrol(request, home({ nowUs: atUs }));
      const { landing, headers: more } = landingLoad(request);
      store(new Response(null, { headers: [...enrolment.headers, ...more].map(([name, value]) => [name, value] as [string, string]) }));
      return { ...(JSON.parse(/>(.*)</.exec(pageDataBlock(enrolment, { landing }))![1]!) as object), address: request.url };
    },
    report: async (id: string, more: object): Promise<void> => {
      const request = post(event(id, { event_ts_us: atUs, ...more }), { cookie: cookie(), origin: "https://shop.example", "user-agent": person });
      expect((await collector(request, contextOf(sink, { nowUs: atUs }))).status).toBe(202);
    },
    rows: (): readonly SilverRow[] => records().flatMap(({ outcome }) => (outcome.kind === "accepted" ? [outcome.row] : [])),
  };
}

/** The fact of an order of `a9` an hour after the last of these rows. */
function factOf(rows: readonly SilverRow[]): AttributionFact {
  const rules = attributionRules({});
  const orderRow: SilverRow = { ...rows[0]!, eventName: "order.created", eventId: "o1", anonId: "a9", eventTsUs: nowUs + 7_200_000_000, receivedTsUs: nowUs + 7_200_000_000, clickToken: null, tokenStatus: "missing", clickKind: null, clickNonce: null, clickIssuedUs: null, clickClaims: {}, clickClass: null, labels: {}, payload: { order_id: "o1", value_minor: "100", currency: "EUR" } };
  const touches = rows.flatMap((row) => touchOf(row, `a:${row.anonId}`, rules) ?? []);
  return attributeOrders({ touches, orders: [orderOf(orderRow, "a:a9")!], rules, watermarkUs: nowUs + 8_000_000_000 })[0]!;
}

const gesture = { "sec-fetch-dest": "document", "sec-fetch-user": "?1" };

describe("from a click to an order", () => {
  for (const host of ["shop.example", "go.example"]) {
    test(`law: through ${host}, a person's click is proof in the order, and nothing of the token is in the address`, async () => {
      const visit = shopVisit();
      const before = visit.jar.get("lp_sid");
      const page = await visit.load(await visit.click(`https://${host}/l/own`, gesture), gesture);
      expect(page).toMatchObject({ address: "https://shop.example/sale?utm_source=newsletter", anon_id: "a9", landing: { activated: true } });
      expect([page["session_id"], before]).toEqual([visit.jar.get("lp_sid"), undefined]);
      await visit.report("v1", { event_name: "landing.view", utm_source: "newsletter", payload: { confirmed: true } });
      expect(factOf(visit.rows())).toMatchObject({ campaign: "spring", source: "newsletter", hasClickProof: true, proofState: "proven" });
      expect(await visit.load("https://shop.example/next", gesture)).not.toHaveProperty("landing");
      const session = visit.jar.get("lp_sid");
      await visit.click(`https://${host}/l/own`, gesture).then((address) => visit.load(address, gesture));
      expect(visit.jar.get("lp_sid")).not.toBe(session);
    });
  }

  test("law: without a person the click is evidence, a load half an hour later confirms nothing, and a search ad that day is itself", async () => {
    const scanned = shopVisit();
    await scanned.load(await scanned.click("https://shop.example/l/own", { "sec-fetch-dest": "iframe", "sec-fetch-user": "?1" }), {});
    await scanned.report("v1", { event_name: "landing.view", payload: { confirmed: false } });
    expect(factOf(scanned.rows())).toMatchObject({ campaign: "spring", hasClickProof: false, proofState: "unconfirmed" });

    const late = shopVisit();
    await late.click("https://shop.example/l/own", gesture);
    late.wait(1_801_000_000);
    await late.report("v1", { event_name: "landing.view", payload: { confirmed: true } });
    expect(factOf(late.rows())).toMatchObject({ hasClickProof: false, proofState: "unconfirmed" });

    const later = shopVisit();
    await later.click("https://shop.example/l/own", { "sec-fetch-dest": "iframe" });
    await later.report("v1", { event_name: "landing.view", payload: { confirmed: false } });
    later.wait(3_600_000_000);
    await later.report("v2", { event_name: "landing.view", click_id_kind: "gclid" });
    expect(factOf(later.rows())).toMatchObject({ winningEventId: "v2", source: "google" });
  });
});
