import { foldLabel, referrerHost } from "@liftproof/events";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const anyUnits = fc.array(fc.oneof(fc.nat(127), fc.nat(0xffff))).map((units) => String.fromCharCode(...units));

describe("labels", () => {
  test("law: folding twice is folding once", () => {
    fc.assert(
      fc.property(anyUnits, (text) => {
        const once = foldLabel(text);
        if (once !== null) expect(foldLabel(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });

  test("law: only ASCII capitals and outer ASCII space change", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const expected = Array.from(text, (c) => (/[A-Z]/.test(c) ? c.toLowerCase() : c)).join("").replace(/^[\t-\r ]+|[\t-\r ]+$/g, "");
        expect(foldLabel(text) ?? "").toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });

  test("example: Turkish, German and Greek capitals stay as they are", () => {
    expect(foldLabel(" Spring_SALE\t")).toBe("spring_sale");
    expect(foldLabel("ÄÖÜ İ Σ")).toBe("ÄÖÜ İ Σ");
    expect(foldLabel(" \n")).toBeNull();
    expect(foldLabel("")).toBeNull();
  });
});

describe("referrer host", () => {
  test("vector: the host that the URL standard finds", () => {
    for (const url of [
      "https://www.google.com/", "http://Example.COM:8080/a?b#c", "https://user:pass@news.example.org/x", "https://a.b.c.d/",
      "https://example.com?x=//evil.test", "https://example.com#@evil.test", "https://example.com\\@evil.test", "http://[2001:db8::1]:80/", "https://x_y.example/",
    ]) expect(referrerHost(url, [])).toBe(new URL(url).hostname);
  });

  test("edge: what has a host and what has none", () => {
    const host = (text: string) => referrerHost(text, ["shop.example"]);
    expect(host("android-app://com.google.android.gm/")).toBe("com.google.android.gm");
    expect(host("//cdn.example/x")).toBe("cdn.example");
    expect(host("news.example/story")).toBe("news.example");
    expect(host("example.com.")).toBe("example.com");
    expect(host("https://shop.example/cart")).toBeNull();
    expect(host("https://www.shop.example/")).toBeNull();
    expect(host("https://notshop.example/")).toBe("notshop.example");
    for (const text of ["", " ", "direct", "about:blank", "javascript:alert(1)", "https://", "https:///x", "https://a b/", "https://<x>/", "data:text/html,x"]) {
      expect([text, host(text)]).toEqual([text, null]);
    }
    expect(host(`https://${"a".repeat(254)}.de/`)).toBeNull();
  });

  test("law: a host found is a host again", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string()), (text) => {
        const host = referrerHost(text, []);
        if (host !== null) expect(referrerHost(`https://${host}/`, [])).toBe(host);
      }),
      { numRuns: 2000 },
    );
  });
});
