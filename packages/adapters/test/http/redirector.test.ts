import { addressRanges, consumeToken, createRedirector, landingLoad, signLink } from "@liftproof/adapters/http";
import type { RedirectorOptions, ShortLink } from "@liftproof/adapters/http";
import { parseBronzeLine } from "@liftproof/events";
import type { SilverRow } from "@liftproof/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contextOf, keep, tokens } from "./collector-client.ts";
import { crawler, nowUs, person, ringOf } from "./shop.ts";

const origin = "https://shop.example";
const navigation = { "sec-fetch-dest": "document", "sec-fetch-mode": "navigate", "sec-fetch-user": "?1", "user-agent": person };
const spring: ShortLink = { target: "https://shop.example/sale?a=%20b&c#top", campaign: "spring", source: "newsletter", medium: "email" };

interface Followed {
  readonly status: number;
  readonly location: string | null;
  readonly headers: Headers;
  readonly cookies: readonly string[];
  readonly row: SilverRow | undefined;
  readonly failures: readonly unknown[];
}

/** Follows a link on a new redirector, or on the one given. */
async function follow(link: ShortLink | string, headers: Readonly<Record<string, string>> = navigation, changes: Partial<RedirectorOptions> & { readonly method?: string; readonly query?: string; readonly at?: number; readonly from?: string; readonly redirector?: ReturnType<typeof redirectorOf> } = {}): Promise<Followed> {
  const { method = "GET", query = "", at = nowUs, from = "192.0.2.7" } = changes;
  const { sink, lines } = keep();
  const context = contextOf(sink, { nowUs: at, clientAddress: from });
  const path = typeof link === "string" ? link : "/l/sale";
  const redirector = changes.redirector ?? redirectorOf({ ...(typeof link === "string" ? {} : { links: (asked) => (asked === "sale" ? link : null) }), ...changes });
  const response = await redirector(new Request(`${origin}${path}${query}`, { method, headers }), context);
  await Promise.resolve();
  const record = lines[0] === undefined ? null : parseBronzeLine(lines[0]);
  return {
    status: response.status,
    location: response.headers.get("location"),
    headers: response.headers,
    cookies: response.headers.getSetCookie(),
    row: record?.outcome.kind === "accepted" ? record.outcome.row : undefined,
    failures: context.failures,
  };
}

function redirectorOf(changes: Partial<RedirectorOptions> = {}): ReturnType<typeof createRedirector> {
  return createRedirector({ origin, mint: tokens.mint, verify: tokens.verify, keyId: "1", ...changes });
}

describe("a redirect", () => {
  test("example: a click on a link to the shop: a clean address, a token out of reach of scripts, an event with proof", async () => {
    const { status, location, headers, cookies, row } = await follow(spring, { ...navigation, cookie: "lp_id=a9" });
    expect([status, location]).toEqual([302, spring.target]);
    expect(["cache-control", "referrer-policy", "x-robots-tag"].map((name) => headers.get(name))).toEqual(["no-store", "no-referrer", "noindex"]);
    const [, token = ""] = /^__Host-lp_ct=([\w-]+); Max-Age=86400; Path=\/; HttpOnly; SameSite=Lax; Secure$/.exec(cookies[0]!) ?? [];
    expect(cookies.slice(1)).toEqual(["__Host-lp_landing=1; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure", expect.stringMatching(/^lp_sid=[\w-]{22}; Path=\/; Max-Age=1800; SameSite=Lax; Secure$/)]);
    expect(tokens.verify(token, nowUs)).toMatchObject({ status: "verified", claims: { kind: "click", campaign: "spring", source: "newsletter", medium: "email" } });
    expect(row).toMatchObject({ eventName: "shortlink.click", anonId: "a9", clickToken: token, tokenStatus: "verified", clickClass: "person", payload: { link_id: "sale" }, labels: {} });
  });

  test("example: to another host the token is a parameter, in place of one that stands there, and no cookie is set", async () => {
    const elsewhere = { ...spring, target: "https://other.example:8443/p?%63t=old&x=a+b%20c&ct=older&y#frag?ct=kept" };
    const { location, cookies, row } = await follow(elsewhere, navigation, { hosts: ["other.example:8443"] });
    expect([location, cookies]).toEqual([`https://other.example:8443/p?x=a+b%20c&y&ct=${row?.clickToken}#frag?ct=kept`, []]);
    for (const headers of [{ ...navigation, "sec-gpc": "1" }, navigation]) {
      const asked = await follow(spring, headers, headers === navigation ? { mayRemember: () => false } : {});
      expect([asked.location, asked.cookies]).toEqual([`https://shop.example/sale?a=%20b&c&ct=${asked.row?.clickToken}#top`, []]);
    }
  });

  test("law: every class, the first that holds, with the same answer but for the mark of a gesture", async () => {
    const signs = [
      ["head", navigation, { method: "HEAD" }],
      ["prefetch", { ...navigation, "sec-purpose": "prefetch;prerender" }, {}],
      ["bot_ua", { ...navigation, "user-agent": crawler }, {}],
      ["bot_ip", navigation, { from: "198.51.100.9", isBotAddress: addressRanges(["198.51.100.0/24"]) }],
      ["burst", navigation, { links: () => ({ ...spring, sentAtUs: nowUs - 9_999_999 }) }],
      ["embedded", { ...navigation, "sec-fetch-dest": "iframe" }, {}],
      ["unconfirmed", { "user-agent": person }, {}],
      ["person", navigation, {}],
    ] as const;
    for (const [expected, headers, changes] of signs) {
      const { status, location, cookies, row } = await follow(spring, headers, changes);
      expect([status, location, row?.clickClass, cookies[1]?.slice(0, 20)]).toEqual([302, spring.target, expected, `__Host-lp_landing=${expected === "person" ? 1 : 0};`]);
    }
    expect((await follow(spring, { ...navigation, "sec-purpose": "prefetch", "user-agent": crawler }, { method: "HEAD" })).row?.clickClass).toBe("head");
  });

  test("law: a second link of one mailing within ten seconds is a burst; the same link, another client or another mailing is not", async () => {
    const links = (code: string): ShortLink => ({ ...spring, send: code.slice(0, 2) });
    const redirector = redirectorOf({ links });
    const classOf = async (path: string, atSeconds: number, from = "192.0.2.7"): Promise<unknown> => (await follow(`/l/${path}`, navigation, { redirector, at: nowUs + atSeconds * 1_000_000, from })).row?.clickClass;
    expect(await classOf("m1a", 0)).toBe("person");
    expect(await classOf("m1a", 1)).toBe("person");
    expect(await classOf("m2a", 2)).toBe("person");
    expect(await classOf("m1b", 3, "192.0.2.8")).toBe("person");
    expect(await classOf("m1b", 4)).toBe("burst");
    expect(await classOf("m1b", 5)).toBe("burst");
    expect(await classOf("m1c", 15)).toBe("person");
  });

  test("law: what the sink, the mint or a forged link do changes nothing for the visitor, and somebody is told", async () => {
    const unable = await follow(spring, navigation, { mint: () => { throw new RangeError("key 1 is over"); } });
    expect([unable.status, unable.location, unable.cookies, unable.failures.map(String)]).toEqual([302, spring.target, [], ["RangeError: key 1 is over"]]);
    expect(unable.row).toMatchObject({ tokenStatus: "missing", clickClass: "person" });
    const context = contextOf({ append: () => Promise.reject(new Error("no disk")) });
    const response = await redirectorOf({ links: () => spring })(new Request(`${origin}/l/x`), context);
    await new Promise(setImmediate);
    expect([response.status, context.failures.map(String)]).toEqual([302, ["Error: no disk"]]);
  });
});

describe("no open redirect", () => {
  const hosts = ["other.example"];
  const allowed = ["shop.example", "other.example"];
  const evil = fc.oneof(
    fc.constantFrom(
      "//evil.example/", "/\\evil.example", "https:evil.example", "https:///evil.example", "https:/evil.example", "http:\\\\evil.example", "https://shop.example@evil.example/",
      "https://evil.example#shop.example", "https://evil.example?shop.example", "https://shop.example.evil.example", "https://evilshop.example", "https://shop.example:444/",
      "javascript:alert(1)", "data:text/html,x", "java\nscript:alert(1)", " https://shop.example", "https://shop.example\t/", "https://sh\u00adop.example/", "https://u:p@shop.example/",
      "https://shop.example\\@evil.example/", "https://shop.example%2eevil.example", "https://@shop.example/", "ftp://shop.example/", "https://SHOP.example/a\r\nSet-Cookie: x=1", "https://shop.example/\u0000", "",
      "https://shop\u3002example/", "https://[::1]/", "https://0x7f.1/",
    ),
    fc.tuple(fc.constantFrom("https://", "http://", "//", "https:", "\\\\", "/"), fc.constantFrom("shop.example", "other.example", "evil.example", ""), fc.string({ unit: "binary", maxLength: 12 }), fc.constantFrom("@evil.example", ".evil.example/", "\\evil.example", "\r\nX: y", "")).map((parts) => parts.join("")),
    fc.webUrl(),
  );

  test("law: wherever a link was made to lead, the answer is 404 or an address on a host of the list, and its headers are those of a redirect", async () => {
    await fc.assert(
      fc.asyncProperty(evil, fc.boolean(), fc.string({ unit: "binary", maxLength: 20 }), async (target, signed, query) => {
        const ring = ringOf();
        const link = signed ? `/l/${await signLink({ ...spring, target }, { ring, keyId: "1" })}` : { ...spring, target };
        const { status, location, headers } = await follow(link, navigation, { hosts, ring, query: `?ct=x&redir_url=https://evil.example&${encodeURIComponent(query.toWellFormed())}` });
        if (status === 404) {
          expect([location, headers.getSetCookie()]).toEqual([null, []]);
          return;
        }
        expect(status).toBe(302);
        const url = new URL(location!);
        expect([allowed.includes(url.host), url.protocol.startsWith("http"), url.username + url.password]).toEqual([true, true, ""]);
        expect(location).toMatch(/^https?:\/\/[a-z.]+[\x21-\x5b\x5d-\x7e]*$/);
        expect([...headers.keys()].filter((name) => !["cache-control", "location", "referrer-policy", "set-cookie", "x-robots-tag"].includes(name))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test("law: a signed link leads where it was signed to; with any byte changed, its key revoked or none given, nowhere", async () => {
    const ring = ringOf();
    const code = await signLink({ ...spring, send: "w1" }, { ring, keyId: "1" });
    const followed = await follow(`/l/${code}`, navigation, { ring });
    expect([followed.location, followed.row?.payload]).toEqual([spring.target, { link_id: code.slice(-64), send: "w1" }]);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: code.length - 1 }), fc.constantFrom("a", "b", "Z", "0", "9", "_", "-", "~", "."), async (at, letter) => {
        fc.pre(code[at] !== letter);
        // The last letter of a tag of 32 bytes carries four bits; the other two are ignored by decoders.
        fc.pre(at < code.length - 1);
        expect((await follow(`/l/${code.slice(0, at)}${letter}${code.slice(at + 1)}`, navigation, { ring })).status).toBe(404);
      }),
      { numRuns: 40 },
    );
    expect((await follow(`/l/${code}`)).status).toBe(404);
    expect((await follow(`/l/${code}`, navigation, { ring: ringOf({ 1: { revoked: true } }) })).status).toBe(404);
    await expect(signLink(spring, { ring, keyId: "9" })).rejects.toThrow('keyId: expected a key of the ring that has a secret and is not revoked, got "9"');
  });

  test("edge: unknown codes, other paths and other methods", async () => {
    for (const path of ["/l/none", "/l/", "/l/sale/more", "/l/%2e", "/other", `/l/${"a".repeat(5000)}`]) expect((await follow(path, navigation, { links: (code) => (code === "sale" ? spring : null) })).status).toBe(404);
    expect((await follow(spring, navigation, { method: "POST" })).headers.get("allow")).toBe("GET, HEAD");
  });
});

describe("a landing that consumes a token", () => {
  const token = "a".repeat(48);
  const landing = (path: string, headers: Readonly<Record<string, string>> = navigation): Request => new Request(`${origin}${path}`, { headers });

  test("law: the address is the same without the token, always on the own origin, whatever the path", () => {
    fc.assert(
      fc.property(fc.webPath(), fc.constantFrom("", "/", "\\"), fc.string({ unit: "binary", maxLength: 12 }), (path, slash, more) => {
        const asked = landing(`/${slash}${path}?x=1&ct=${token}&${encodeURIComponent(more.toWellFormed())}=%20`);
        const response = consumeToken(asked, { origin })!;
        const url = new URL(response.headers.get("location")!);
        expect([url.origin, url.searchParams.has("ct"), url.pathname]).toEqual([origin, more === "ct", new URL(asked.url).pathname]);
        expect(url.search).toBe(new URL(asked.url).search.replace(`&ct=${token}`, ""));
      }),
      { numRuns: 60 },
    );
  });

  test("edge: forged or genuine, the answer is one; junk and contradictions only leave the address; without a token the page is served", () => {
    const of = (path: string, headers?: Readonly<Record<string, string>>): Response | undefined => consumeToken(landing(path, headers), { origin });
    const real = tokens.mint({ kind: "click" }, { keyId: "1", issuedAtUs: nowUs, nonce: "0123456789abcdef" });
    for (const text of [real, token]) expect(of(`/a?ct=${text}`)!.headers.getSetCookie().slice(0, 2)).toEqual([`__Host-lp_ct=${text}; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax; Secure`, "__Host-lp_landing=1; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure"]);
    for (const junk of ["short", "a".repeat(201), `${token};x`, `${token}%0d%0aSet-Cookie:x`, `${token}&ct=${"b".repeat(48)}`]) {
      expect([of(`/a?ct=${junk}`)!.headers.get("location"), of(`/a?ct=${junk}`)!.headers.getSetCookie()]).toEqual([`${origin}/a`, []]);
    }
    expect(of(`/a?ct=${token}&ct=${token}`)!.headers.getSetCookie()).toHaveLength(3);
    expect([of("/a?x=1"), of(`/a?ct=${token}`, { ...navigation, "sec-gpc": "1" }), consumeToken(new Request(`${origin}/a?ct=${token}`, { method: "POST" }), { origin })]).toEqual([undefined, undefined, undefined]);
    expect(of(`/a?ct=${token}`, { ...navigation, cookie: `__Host-lp_ct=${token}; lp_sid=s1` })!.headers.getSetCookie()).toHaveLength(2);
    for (const headers of [{}, { ...navigation, "sec-fetch-dest": "iframe" }, { ...navigation, "sec-purpose": "prefetch" }]) expect(of(`/a?ct=${token}`, headers)!.headers.getSetCookie()[1]).toContain("lp_landing=0;");
    expect(consumeToken(landing(`/a?ct=${token}`), { origin: "http://localhost:1" })!.headers.getSetCookie()[0]).toBe(`lp_ct=${token}; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax`);
  });

  test("law: the load behind the redirect is the landing, once, and no frame takes it", () => {
    const cookie = "__Host-lp_landing=1";
    expect(landingLoad(landing("/a", { cookie, "sec-fetch-dest": "iframe" })).landing).toBeUndefined();
    expect(landingLoad(landing("/a", { cookie }))).toEqual({ landing: { activated: true }, headers: [["set-cookie", "__Host-lp_landing=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax; Secure"], ["cache-control", "no-store"]] });
    expect(landingLoad(landing("/a", { cookie: "lp_landing=0" }), { secure: false }).landing).toEqual({ activated: false });
    expect(landingLoad(landing("/a", { cookie: "__Host-lp_landing=0; __Host-lp_landing=1" }))).toEqual({ landing: undefined, headers: [] });
  });
});

describe("address ranges", () => {
  test("edge: both families, IPv4 inside IPv6, single addresses and text that is none", () => {
    const known = addressRanges(["192.0.2.0/24", "2001:db8::/32", "203.0.113.9", "::1"]);
    for (const inside of ["192.0.2.0", "192.0.2.255", "::ffff:192.0.2.3", "2001:db8:ffff::1", "2001:0DB8:0:0:0:0:0:1", "203.0.113.9", "::1", "0:0:0:0:0:0:0:1"]) expect([inside, known(inside)]).toEqual([inside, true]);
    for (const outside of ["192.0.3.0", "2001:db9::", "203.0.113.8", "", "::", "1.2.3", "256.0.2.1", ":::1", "1:2:3:4:5:6:7:8:9", "2001:db8:::1", "192.0.2.1.evil", "g::1"]) expect([outside, known(outside)]).toEqual([outside, false]);
    for (const bad of ["192.0.2.0/33", "x", "::/129", "192.0.2.0/24/1", "192.0.2.0/"]) expect(() => addressRanges([bad])).toThrow("ranges: expected an address or a range");
  });
});
