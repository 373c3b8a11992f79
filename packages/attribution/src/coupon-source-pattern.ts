import { escapePattern } from "./channels/escape-pattern.ts";

/**
 * A regular expression, in the common subset of ECMAScript and RE2, for the sources that mean one of the given ones.
 *
 * A listed host stands for itself, every host below it and its first word alone (`retailmenot.com`: `www.retailmenot.com`,
 * `retailmenot`); a listed word for itself and the host of that name under any ending (`honey`: `www.honey.com`, `honey.io`).
 * Sources and list have to be folded to lower case. No sources give a pattern nothing matches.
 */
export function couponSourcePattern(sources: readonly string[]): string {
  return sources.length === 0 ? "$.^" : sources.map(patternOf).join("|");
}

function patternOf(source: string): string {
  const host = source.replace(/^www\./u, "");
  const word = host.split(".", 1)[0] ?? "";
  if (word === host) return `^(www\\.)?${escapePattern(host)}(\\.[a-z]+){0,2}$`;
  return `(^|\\.)${escapePattern(host)}$${word === "" ? "" : `|^${escapePattern(word)}$`}`;
}
