import { RE2JS } from "re2js";

/** A pattern ready to be matched, or why it is none. */
export type CompiledPattern =
  | { readonly kind: "compiled"; readonly found: (text: string) => boolean }
  | { readonly kind: "refused"; readonly expected: string; readonly got: string };

const MAX_PATTERN = 1_000;
const MAX_INSTRUCTIONS = 500;

/**
 * Compiles a pattern in the RE2 syntax: no lookaround and no backreferences, which is what makes
 * matching linear in the text.
 *
 * The time per character grows with the compiled program, so patterns over 1,000 characters or 500
 * instructions (`[a-z]{1,1000}` has 2,001) are refused.
 */
export function compiledPattern(pattern: string): CompiledPattern {
  if (pattern.length > MAX_PATTERN) {
    return { kind: "refused", expected: `a pattern of at most ${MAX_PATTERN} characters`, got: `${pattern.length} characters` };
  }
  let program: RE2JS;
  try {
    program = RE2JS.compile(pattern);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message.replace(/^error parsing regexp: /, "") : "a pattern it cannot read";
    return { kind: "refused", expected: "a pattern in RE2 syntax, without lookaround and backreferences", got: words };
  }
  const instructions = program.programSize();
  if (instructions > MAX_INSTRUCTIONS) {
    return { kind: "refused", expected: `a pattern of at most ${MAX_INSTRUCTIONS} instructions, with smaller repeat counts`, got: `${instructions} instructions` };
  }
  return { kind: "compiled", found: (text) => program.test(text) };
}
