import { describe, expect, test } from "vitest";
import { couponSourcePattern, couponSources } from "../src/index.ts";

describe("sources of coupons", () => {
  const usual = new RegExp(couponSourcePattern(couponSources));

  test.each(["honey", "www.honey.com", "honey.io", "retailmenot", "retailmenot.com", "www.retailmenot.com", "de.retailmenot.com", "slickdeals", "rakuten"])("example: %s hands out coupons", (source) => {
    expect(usual.test(source)).toBe(true);
  });

  test.each(["", "honeymoon", "honey-shop.com", "myhoney", "notretailmenot.com", "retailmenot.com.example", "google", "newsletter", "com"])("edge: %j does not", (source) => {
    expect(usual.test(source)).toBe(false);
  });

  test("edge: no list matches nothing, and no sign of a listed source is read as a pattern", () => {
    expect(new RegExp(couponSourcePattern([])).test("")).toBe(false);
    const odd = new RegExp(couponSourcePattern(["a+b", "www.x.y"]));
    expect(["a+b", "aab", "www.x.y", "x.y", "x", "xzy"].map((source) => odd.test(source))).toEqual([true, false, true, true, true, false]);
  });
});
