/**
 * Order of two texts by Unicode code point, which is the order of their UTF-8 bytes; negative,
 * zero or positive. The plain `<` of the language puts U+FFFD after an emoji; SQL engines do not.
 */
export function compareCodePoints(a: string, b: string): number {
  const shared = Math.min(a.length, b.length);
  let index = 0;
  while (index < shared && a.charCodeAt(index) === b.charCodeAt(index)) index += 1;
  if (index === shared) return a.length - b.length;
  return rank(a.charCodeAt(index)) - rank(b.charCodeAt(index));
}

/** Lifts surrogates, which stand for code points above U+FFFF, over the rest of the plane. */
function rank(unit: number): number {
  return (unit & 0xf800) === 0xd800 ? unit + 0x10000 : unit;
}
