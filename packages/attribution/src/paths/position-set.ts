/** A set of positions that finds the member next to any place. */
export interface PositionSet {
  readonly add: (position: number) => void;
  readonly remove: (position: number) => void;
  /** The least member at or after the place; -1 when there is none. */
  readonly atOrAfter: (place: number) => number;
  /** The greatest member at or before the place; -1 when there is none. */
  readonly atOrBefore: (place: number) => number;
}

/**
 * An empty set of positions below `size`.
 *
 * Every operation looks at one word per level of 32, four levels for a million positions, so a path that changes a little
 * between two orders never has to be read again as a whole.
 */
export function positionSet(size: number): PositionSet {
  const levels: Int32Array[] = [];
  for (let width = Math.max(size, 2); width > 1; ) {
    width = Math.ceil(width / 32);
    levels.push(new Int32Array(width));
  }
  const wordAt = (level: number, word: number): number => levels[level]?.[word] ?? 0;
  return {
    add: (position) => {
      let place = position;
      for (const words of levels) {
        const word = place >>> 5;
        const before = words[word] ?? 0;
        words[word] = before | (1 << (place & 31));
        if (before !== 0) return;
        place = word;
      }
    },
    remove: (position) => {
      let place = position;
      for (const words of levels) {
        const word = place >>> 5;
        words[word] = (words[word] ?? 0) & ~(1 << (place & 31));
        if (words[word] !== 0) return;
        place = word;
      }
    },
    atOrAfter: (from) => {
      let place = from;
      for (let level = 0; level < levels.length; level++) {
        const bits = wordAt(level, place >>> 5) & (-1 << (place & 31));
        if (bits !== 0) {
          place = (place >>> 5) * 32 + lowestBit(bits);
          while (level > 0) place = place * 32 + lowestBit(wordAt(--level, place));
          return place;
        }
        place = (place >>> 5) + 1;
      }
      return -1;
    },
    atOrBefore: (from) => {
      let place = from;
      for (let level = 0; level < levels.length && place >= 0; level++) {
        const bits = wordAt(level, place >>> 5) & (-1 >>> (31 - (place & 31)));
        if (bits !== 0) {
          place = (place >>> 5) * 32 + highestBit(bits);
          while (level > 0) place = place * 32 + highestBit(wordAt(--level, place));
          return place;
        }
        place = (place >>> 5) - 1;
      }
      return -1;
    },
  };
}

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

function highestBit(bits: number): number {
  return 31 - Math.clz32(bits);
}
