import { escapePattern } from "./escape-pattern.ts";

/**
 * A regular expression, in the common subset of ECMAScript and RE2, for the given hosts and every host below them.
 *
 * No dot stands for any character, because engines disagree on which line ends it stops at. Both executions match the same text, so a list of hosts has one meaning. No hosts give a pattern nothing matches.
 */
export function hostPattern(hosts: readonly string[]): string {
  return hosts.length === 0 ? "$.^" : `(^|\\.)(${hosts.map(escapePattern).join("|")})$`;
}
