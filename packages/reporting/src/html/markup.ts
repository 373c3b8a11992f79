/** What a template may hold: text and numbers are escaped, markup is not, lists are joined, null is nothing. */
export type Child = string | number | Markup | null | readonly Child[];

/**
 * Text that is already HTML. Only `html` makes it, and a look-alike read from a file does not pass: the
 * mark is a private field, not a property.
 */
export class Markup {
  readonly #text: string;

  constructor(parts: readonly string[], children: readonly Child[]) {
    this.#text = parts.map((part, index) => part + textOf(children[index] ?? null)).join("");
  }

  toString(): string {
    return this.#text;
  }

  static isMarkup(value: unknown): value is Markup {
    return typeof value === "object" && value !== null && #text in value;
  }
}

/**
 * HTML from a template in which every value is escaped, for text and for quoted attributes alike.
 *
 * There is no way to interpolate raw text: whatever a name, a reason or a channel contains stays text.
 *
 * @example
 * ```ts
 * html`<b title="${"a\"b"}">${"<script>"}</b>`.toString(); // => '<b title="a&quot;b">&lt;script&gt;</b>'
 * ```
 */
export function html(parts: TemplateStringsArray, ...children: readonly Child[]): Markup {
  return new Markup(parts, children);
}

function textOf(child: Child): string {
  if (child === null) return "";
  if (Array.isArray(child)) return child.map((entry: Child) => textOf(entry)).join("");
  return Markup.isMarkup(child) ? child.toString() : escaped(String(child));
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "`": "&#96;" };

/** Control characters and halves of surrogate pairs have no place in a page and become a replacement character. */
function escaped(text: string): string {
  return text
    .replace(/(?![\t\n\r])[\p{Cc}\p{Cs}]/gu, "\ufffd")
    .replace(/[&<>"'`]/g, (character) => ENTITIES[character] ?? "");
}
