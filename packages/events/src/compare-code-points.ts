/**
 * Order of two strings by Unicode code point, which is the order of their UTF-8 bytes.
 *
 * JavaScript's own `<` compares UTF-16 units and puts U+1F600 before U+FF5E; SQL engines compare bytes.
 * Every tie in a decision is settled with this order, so that all executions agree.
 *
 * @returns Negative when `a` comes first, positive when `b` does, 0 when they are equal.
 */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  for (let at = 0; at < shared; at++) {
    const unitA = a.charCodeAt(at);
    const unitB = b.charCodeAt(at);
    if (unitA !== unitB) return codePointRank(unitA) - codePointRank(unitB);
  }
  return a.length - b.length;
}

/** At the first differing unit, only surrogates are out of place: they stand for code points above every other unit. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
