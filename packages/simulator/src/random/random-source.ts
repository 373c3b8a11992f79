import { randomStream } from "./random-stream.ts";
import type { RandomStream } from "./random-stream.ts";

/** Opens the stream of one thing under one name, for example of one person on one day. */
export type RandomFamily = (first: number, second?: number) => RandomStream;

/**
 * Names every use of chance, so that a new use leaves all earlier ones as they were.
 *
 * A stream is keyed by the seed, a name and up to two integers. Two keys that differ give streams
 * that have nothing to do with each other; the same key gives the same stream again, from its start.
 *
 * @param seed - A safe integer.
 * @throws RangeError when the seed is not a safe integer.
 */
export function randomSource(seed: number): (name: string) => RandomFamily {
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed: expected a safe integer, got ${seed}`);
  const seedHigh = Math.floor(seed / 4294967296);
  return (name) => {
    const lanes: Lanes = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344];
    absorb(lanes, seed | 0);
    absorb(lanes, seedHigh);
    absorb(lanes, name.length);
    for (let at = 0; at < name.length; at += 1) absorb(lanes, name.charCodeAt(at));
    return (first, second = 0) => {
      const keyed: Lanes = [lanes[0], lanes[1], lanes[2], lanes[3]];
      absorb(keyed, first);
      absorb(keyed, second);
      // Setting one bit rules out the all-zero state and costs one of 128 bits.
      keyed[0] |= 1;
      return randomStream(keyed);
    };
  };
}

type Lanes = [number, number, number, number];

/** Mixes one word into all four lanes with the finalizer of MurmurHash3, a bijection of 32 bits. */
function absorb(lanes: Lanes, word: number): void {
  lanes[0] = finalized(lanes[0] ^ word);
  lanes[1] = finalized((lanes[1] + lanes[0]) ^ Math.imul(word, 0x9e3779b1));
  lanes[2] = finalized((lanes[2] ^ lanes[1]) + Math.imul(word, 0x85ebca77));
  lanes[3] = finalized((lanes[3] + lanes[2]) ^ Math.imul(word, 0xc2b2ae3d));
}

function finalized(value: number): number {
  let mixed = value;
  mixed ^= mixed >>> 16;
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
