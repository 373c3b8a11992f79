import { describe, expect, test } from "vitest";
import { style } from "../src/html/style.ts";

const css = style.toString();
const [light, dark] = [...css.matchAll(/:root\{([^}]*)\}/g)].map(([, body = ""]) => Object.fromEntries([...body.matchAll(/--([a-z0-9-]+):(#[0-9a-f]+)/g)].map(([, name = "", color = ""]) => [name, color])));

/** Relative luminance and contrast by WCAG 2.2. */
function luminance(color: string): number {
  const digits = color.length === 4 ? color.slice(1).split("").map((digit) => digit + digit) : (color.slice(1).match(/../g) ?? []);
  const [r = 0, g = 0, b = 0] = digits.map((pair) => Number.parseInt(pair, 16) / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

describe.each([["light", light], ["dark", dark]])("style, %s", (_, colors = {}) => {
  test("law: text stands out from whatever it is written on", () => {
    const pairs = [
      ["ink", "page"], ["ink", "card"], ["soft", "page"], ["soft", "card"], ["accent", "card"], ["ink", "warn-back"],
      ["good", "good-back"], ["bad", "bad-back"], ["warn", "warn-back"], ["calm", "calm-back"], ["card", "warn"],
    ];
    const weak = pairs.filter(([text = "", back = ""]) => !(contrast(colors[text] ?? "", colors[back] ?? "") >= 4.5));
    expect(weak).toEqual([]);
  });

  test("law: every bar and line stands out from its card", () => {
    const marks = ["s0", "s1", "s2", "s3", "s4", "s5", "accent", "good", "bad", "ink"];
    expect(marks.filter((mark) => !(contrast(colors[mark] ?? "", colors["card"] ?? "") >= 3))).toEqual([]);
  });
});
