import { gzipSync } from "node:zlib";
import { createCollector, serverEvents, sharedSecret } from "@liftproof/adapters/http";
import { accept, standardCatalogue } from "@liftproof/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contextOf, event, keep, post, rowOf, send, tokens } from "./collector-client.ts";
import { crawler, nowUs, person } from "./shop.ts";

const good = (id: string): string => event(id, { anon_id: "a1" });
const minuteUs = 60_000_000;
const clickToken = (agoUs = 0): string => tokens.mint({ kind: "click", campaign: "spring" }, { keyId: "1", issuedAtUs: nowUs - agoUs, nonce: "0123456789abcdef" });

describe("what a body becomes", () => {
  const hostile = fc.oneof(
    fc.constantFrom("__proto__", '{"__proto__":{"anon_id":"x"}}', '{"event_name":', "{}", "{ }", '{"a\\u0000":1}', "NaN", '{"event_name":"\\ud800"}', "[".repeat(99), "a".repeat(70_000)),
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.json(),
  );
  const line = fc.oneof(hostile, fc.integer({ min: 0, max: 99 }).map((id) => good(`e${id}`)));

  test("law: every line has the verdict that accept gives it, in the order of the body, and every line is kept", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), fc.boolean(), async (lines, zipped) => {
        const sent = lines.map((text) => text.toWellFormed().replaceAll(/[\n\ufeff]/g, "")).filter((text) => text.trim() !== "");
        fc.pre(!/^\s*\[/.test(sent[0] ?? ""));
        const bytes = Buffer.from(sent.join("\n"));
        const { status, body, kept } = await send(post(zipped ? gzipSync(bytes) : bytes, zipped ? { "content-encoding": "gzip" } : {}));
        const verdicts = sent.map((text) => accept(text, { receivedAtUs: nowUs, verify: tokens.verify }));
        expect(status).toBe(202);
        expect(body).toEqual({
          accepted: verdicts.filter(({ kind }) => kind === "accepted").length,
          rejected: verdicts.flatMap((verdict, position) => (verdict.kind === "rejected" ? [{ position, ...verdict.rejection }] : [])),
        });
        expect(kept.records().map(({ outcome, raw }) => [outcome.kind, raw])).toEqual(verdicts.map(({ kind }, at) => [kind, sent[at]]));
        expect(kept.records().map(({ outcome }) => outcome)).toEqual(verdicts);
      }),
      { numRuns: 60 },
    );
  });

  test("law: a JSON array has its elements' verdicts, each as it is written", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(fc.json(), fc.constant(good("e1")), fc.constant("[1e400, 9007199254740993]")), { maxLength: 8 }), async (elements) => {
        const { status, kept } = await send(post(`[${elements.join(" ,\n")}]`, { "content-type": "application/json" }));
        expect([status, kept.records().map(({ raw }) => raw)]).toEqual([202, elements.map((text) => text.trim())]);
      }),
      { numRuns: 60 },
    );
  });

  test("edge: one object over several lines, line ends of Windows, no last line end, nothing at all", async () => {
    expect((await send(post(JSON.stringify(JSON.parse(good("e1")), null, 2)))).body).toEqual({ accepted: 1, rejected: [] });
    expect((await send(post(`${good("e1")}\r\n\r\n${good("e2")}`))).body).toEqual({ accepted: 2, rejected: [] });
    expect((await send(post(""))).body).toEqual({ accepted: 0, rejected: [] });
    expect((await send(post("[]"))).kept.lines).toEqual([]);
  });

  test("edge: bad UTF-8 costs its own line alone, and a whole array, whose elements it could hide", async () => {
    const bytes = Buffer.concat([Buffer.from(`${good("e1")}\n{"a":"`), Buffer.from([0xff, 0xc3, 0x28]), Buffer.from(`"}\n${good("e2")}`)]);
    const { body, kept } = await send(post(bytes));
    expect(body).toEqual({ accepted: 2, rejected: [{ position: 1, code: "bad_text", path: "", message: "line: expected UTF-8, got bytes that are none" }] });
    expect(kept.records()[1]!.raw).toBe('{"a":"\ufffd\ufffd("}');
    expect((await send(post(Buffer.concat([Buffer.from("["), bytes, Buffer.from("]")])))).status).toBe(400);
    for (const broken of ["[", "[1", '["', "[1]]", "[1] 2", "[{]}", '["\\"]']) expect([broken, (await send(post(broken))).status]).toEqual([broken, 400]);
  });
});

describe("what a request may cost", () => {
  test("edge: too large, too many, inflated too far, cut short, another encoding: refused whole, and nothing is kept", async () => {
    const bomb = gzipSync(Buffer.alloc(16 << 20, 10));
    const endless = new ReadableStream<Uint8Array>({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) });
    const cases: readonly (readonly [Request, number])[] = [
      [post("x".repeat((1 << 20) + 1)), 413],
      [post(endless), 413],
      [post("1\n".repeat(1001)), 413],
      [post("\n".repeat(1 << 20)), 413],
      [post(`[${"1,".repeat(200_000)}1]`), 413],
      [post(bomb, { "content-encoding": "gzip" }), 413],
      [post(gzipSync(good("e1")).subarray(0, -9), { "content-encoding": "gzip" }), 400],
      [post("no gzip", { "content-encoding": "gzip" }), 400],
      [post(good("e1"), { "content-encoding": "br" }), 415],
      [new Request("https://shop.example/v1/events"), 405],
    ];
    expect(bomb.length).toBeLessThan(1 << 20);
    for (const [request, expected] of cases) {
      const { status, body, kept } = await send(request);
      expect([status, Object.keys(body), kept.lines]).toEqual([expected, ["error"], []]);
    }
  });

  test("law: a client is held to its rate, a /64 counts as one, others are not touched, and time refills", async () => {
    const collector = createCollector({ verify: tokens.verify, perSecond: 2, burst: 3 });
    const { sink, lines } = keep();
    const statusOf = async (clientAddress: string, atUs: number): Promise<string> => {
      const response = await collector(post(good("e1")), contextOf(sink, { clientAddress, nowUs: nowUs + atUs }));
      return `${response.status} ${response.headers.get("retry-after") ?? ""}`.trim();
    };
    const six = (host: number): string => `2001:db8:0:1::${host}`;
    for (let host = 0; host < 3; host++) expect(await statusOf(six(host), 0)).toBe("202");
    expect(await statusOf(six(9), 0)).toBe("429 1");
    expect(await statusOf("2001:db8:0:2::1", 0)).toBe("202");
    expect(await statusOf(six(9), -3_600_000_000)).toBe("429 1");
    expect(await statusOf(six(9), 600_000)).toBe("202");
    expect(lines).toHaveLength(5);
  });

  test("edge: whom it remembers is bounded: who comes back after so many others begins anew", async () => {
    const collector = createCollector({ verify: tokens.verify, perSecond: 1, burst: 1, maxClients: 2 });
    const statusOf = async (clientAddress: string): Promise<number> => (await collector(post(""), contextOf(keep().sink, { clientAddress }))).status;
    const statuses: number[] = [];
    for (const host of [1, 2, 1, 2, 3, 1]) statuses.push(await statusOf(`192.0.2.${host}`));
    expect(statuses).toEqual([202, 202, 429, 429, 202, 202]);
  });

  test("law: a body counts by its size once inflated, and its debt is no larger than the bucket", async () => {
    const collector = createCollector({ verify: tokens.verify, perSecond: 1, burst: 10 });
    const statusOf = async (text: string, atSeconds: number): Promise<string> => {
      const request = post(gzipSync(text), { "content-encoding": "gzip" });
      const response = await collector(request, contextOf(keep().sink, { nowUs: nowUs + atSeconds * 1_000_000 }));
      return `${response.status} ${response.headers.get("retry-after") ?? ""}`.trim();
    };
    expect(await statusOf(" ".repeat(3 << 20), 0)).toBe("202");
    expect(await statusOf(good("e1"), 0)).toBe("429 11");
    expect([await statusOf(good("e1"), 10), await statusOf(good("e1"), 11)]).toEqual(["429 1", "202"]);
  });
});

describe("who may send what", () => {
  test("law: pages of the list and of the own origin may send and read, no other page may, and services need no origin", async () => {
    const origins = ["https://www.shop.example"];
    for (const [origin, allowed] of [["https://www.shop.example", true], ["https://shop.example", true], ["https://evil.example", false], ["null", false], ["http://www.shop.example", false]] as const) {
      const { status, headers, kept } = await send(post(good("e1"), { origin }), { origins });
      expect([status, headers.get("access-control-allow-origin"), headers.get("vary"), kept.lines.length]).toEqual(allowed ? [202, origin, "Origin", 1] : [403, null, "Origin", 0]);
      const preflight = await send(new Request("https://shop.example/v1/events", { method: "OPTIONS", headers: { origin } }), { origins });
      expect([preflight.status, preflight.headers.get("access-control-allow-methods")]).toEqual(allowed ? [204, "POST"] : [403, null]);
    }
    const refused = await send(post("x".repeat(2_000_000), { origin: origins[0]! }), { origins });
    expect([refused.headers.get("access-control-allow-credentials"), refused.headers.get("access-control-expose-headers")]).toEqual(["true", "Retry-After"]);
    expect((await send(post(good("e1")))).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("law: what moves money or identities is refused from pages and taken from a service that knows the secret", async () => {
    const secret = "0123456789abcdef0123456789abcdef";
    const order = event("o1", { event_name: "order.created", anon_id: "a1", payload: { order_id: "o1", value_minor: 100, currency: "EUR" } });
    for (const authorization of ["", `Bearer ${secret}x`, secret, "Bearer "]) {
      expect((await send(post(order, { authorization }), { trusts: sharedSecret(secret) })).body).toMatchObject({ accepted: 0, rejected: [{ position: 0, code: "unknown_event", path: "event_name" }] });
    }
    const headers = { authorization: `Bearer ${secret}`, cookie: `lp_id=nobody; __Host-lp_ct=${clickToken()}`, "user-agent": crawler };
    const { outcome } = await rowOf(order, headers, { trusts: sharedSecret(secret) });
    expect(outcome).toMatchObject({ kind: "accepted", row: { anonId: "a1", clickToken: null, labels: {} } });
    expect(() => sharedSecret("short")).toThrow("at least 32 characters, got 5");
    expect([...serverEvents].filter((name) => !standardCatalogue.compiled.has(name))).toEqual([]);
  });
});

describe("what cookies add", () => {
  const cookie = (token = clickToken()): Readonly<Record<string, string>> => ({ cookie: `lp_id=a9; __Host-lp_ct=${token}`, "user-agent": person });

  test("law: id and token of the cookies fill what is missing, never what is there, and the line stays as it came", async () => {
    const bare = event("e1", { event_name: "landing.view" });
    expect(await rowOf(bare, cookie())).toMatchObject({ raw: bare, outcome: { row: { anonId: "a9", tokenStatus: "verified", clickClaims: { campaign: "spring" }, labels: {} } } });
    const own = event("e1", { anon_id: "own", click_token: "forged" });
    expect(await rowOf(own, cookie())).toMatchObject({ outcome: { row: { anonId: "own", clickToken: "forged", tokenStatus: "malformed" } } });
    expect(await rowOf(bare, { "user-agent": person })).toMatchObject({ outcome: { rejection: { code: "missing_identity" } } });
    expect(await rowOf(bare, { cookie: "lp_id=a; lp_id=b" })).toMatchObject({ outcome: { rejection: { code: "missing_identity" } } });
    expect(await rowOf(bare, { cookie: `lp_id=a9; lp_ct=${clickToken()}` })).toMatchObject({ outcome: { row: { clickToken: null } } });
    expect(await rowOf(bare, { cookie: `lp_id=a9; lp_ct=${clickToken()}` }, { secure: false })).toMatchObject({ outcome: { row: { tokenStatus: "verified" } } });
  });

  test("law: a visit with evidence of its own is not the old click, unless the page says that the click led there", async () => {
    for (const evidence of [{ utm_source: "google" }, { click_id_kind: "gclid" }, { referrer: "https://news.example/a" }]) {
      expect(await rowOf(event("e1", evidence), cookie())).toMatchObject({ outcome: { row: { clickToken: null, tokenStatus: "missing" } } });
      const landing = event("e1", { event_name: "landing.view", ...evidence, payload: { confirmed: false } });
      expect(await rowOf(landing, cookie())).toMatchObject({ outcome: { row: { tokenStatus: "verified", payload: { confirmed: "false" } } } });
    }
  });

  test("law: the answer tells nothing about the token", async () => {
    const answers = await Promise.all([clickToken(), clickToken(2880 * minuteUs), `${clickToken().slice(0, -1)}A`, "a".repeat(48)].map((token) => send(post(event("e1"), cookie(token)))));
    expect(new Set(answers.map(({ status, body, headers }) => JSON.stringify([status, body, [...headers]]))).size).toBe(1);
  });

  test("edge: crawlers are labelled and kept, and a page may still say that it is driven", async () => {
    const row = await rowOf(event("e1", { labels: { webdriver: true, dropped_full: "2" } }), { ...cookie(), "user-agent": crawler });
    expect(row).toMatchObject({ outcome: { row: { labels: { bot_ua: "true", webdriver: "true", dropped_full: "2" } } } });
  });
});

describe("kills in the answer", () => {
  test("law: asked for once a second; while the list fails the last one holds and somebody is told", async () => {
    const answers: (() => Iterable<string>)[] = [() => ["hero"], () => { throw new Error("gone"); }, () => new Set(["hero", "price"])];
    let asked = 0;
    const collector = createCollector({ verify: tokens.verify, killed: () => answers[asked++]!() });
    const killAt = async (atUs: number): Promise<readonly [unknown, number]> => {
      const context = contextOf(keep().sink, { nowUs: nowUs + atUs });
      const { kill } = (await (await collector(post(good("e1")), context)).json()) as { kill: unknown };
      return [kill, context.failures.length];
    };
    expect([await killAt(0), await killAt(999_999), asked]).toEqual([[["hero"], 0], [["hero"], 0], 1]);
    expect([await killAt(1_000_000), await killAt(2_000_000), asked]).toEqual([[["hero"], 1], [["hero", "price"], 0], 3]);
  });
});
