const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** HTML that may stand as it is. */
class Safe {
  constructor(text) {
    this.text = text;
  }
}

/** Marks markup of our own, never anything from a request. */
export const markup = (text) => new Safe(text);

/** A template whose values are escaped, unless they are templates themselves; lists are joined, `null` and `false` are nothing. */
export function html(parts, ...values) {
  return new Safe(parts.reduce((text, part, at) => text + textOf(values[at - 1]) + part));
}

function textOf(value) {
  if (value instanceof Safe) return value.text;
  if (Array.isArray(value)) return value.map(textOf).join("");
  if (value === null || value === undefined || value === false) return "";
  return String(value).replace(/[&<>"']/g, (sign) => escapes[sign]);
}

/** Nothing but our own files runs or shows; no page of ours can be put into a frame of others. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** A whole page as an answer. `headers` are pairs, as cookies may repeat. */
export function page(content, { status = 200, headers = [] } = {}) {
  const all = new Headers({ "content-type": "text/html; charset=utf-8", "content-security-policy": policy, "x-content-type-options": "nosniff", "referrer-policy": "same-origin" });
  for (const [name, value] of headers) {
    if (name === "set-cookie") all.append(name, value);
    else all.set(name, value);
  }
  return new Response(textOf(content), { status, headers: all });
}
