import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { html, Markup } from "../src/html/markup.ts";

describe("markup", () => {
  test("law: text comes back unchanged once the entities are read", () => {
    const readable = fc.string().filter((value) => !/(?![\t\n\r])[\p{Cc}\p{Cs}]/u.test(value));
    fc.assert(
      fc.property(readable, (value) => {
        const written = html`<p title="${value}">${value}</p>`.toString();
        const read = (part: string): string =>
          part.replace(/&(lt|gt|quot|amp|#39|#96);/g, (_, name: string) => ({ lt: "<", gt: ">", quot: '"', amp: "&", "#39": "'", "#96": "`" })[name] ?? "");
        const [, attribute = "", content = ""] = /^<p title="([^"]*)">([^<]*)<\/p>$/.exec(written) ?? [];
        expect([read(attribute), read(content)]).toEqual([value, value]);
      }),
    );
  });

  test("edge: an object that only looks like markup stays text", () => {
    const forged = { toString: () => "<script>" } as unknown as Markup;
    expect(html`${forged}`.toString()).toBe("&lt;script&gt;");
    expect(Markup.isMarkup(forged)).toBe(false);
  });

  test("edge: lists are joined, null is nothing, numbers are text, markup nests", () => {
    expect(html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}${null}${[]}</ul>`.toString()).toBe("<ul><li>1</li><li>2</li></ul>");
  });

  test("edge: control characters and halves of pairs are replaced, line breaks are kept", () => {
    expect(html`${"a\u0000b\ud800c\nd\t\u{1F600}"}`.toString()).toBe("a\ufffdb\ufffdc\nd\t\u{1F600}");
  });
});
