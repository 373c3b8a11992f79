import type { RegexMatcher } from "@liftproof/assignment";
import { compiledPattern } from "./compiled-pattern.ts";
import type { CompiledPattern } from "./compiled-pattern.ts";

const MAX_PATTERNS = 1_000;

/**
 * A matcher for `$regex` whose time is linear in the text whatever the pattern: the `regex` of an
 * assignment context in a service. A match anywhere in the text counts; `^` and `$` anchor it.
 *
 * Each pattern is compiled once; a text never makes it raise an exception.
 *
 * @throws RangeError on a pattern that is no RE2 pattern or too large, which targeting then answers
 *   with "not targeted" and `liftproof check` reports ahead of time.
 */
export function linearRegexMatcher(): RegexMatcher {
  const compiled = new Map<string, CompiledPattern>();
  return (pattern, text) => {
    const known = compiled.get(pattern) ?? compiledPattern(pattern);
    // Patterns come from config files. Whoever feeds it others must not fill the memory with them.
    if (compiled.size >= MAX_PATTERNS && !compiled.has(pattern)) compiled.clear();
    compiled.set(pattern, known);
    if (known.kind === "refused") throw new RangeError(`pattern: expected ${known.expected}, got ${known.got}`);
    return known.found(text);
  };
}
