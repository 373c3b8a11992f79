/** Draws that depend only on the words the stream was opened with. */
export interface RandomStream {
  /** An integer in [0, 2^32). */
  uint32(): number;
  /** A number in [0, 1), 53 bits. */
  uniform(): number;
  /** True with the given probability. */
  chance(probability: number): boolean;
  /** An integer in [0, bound). */
  below(bound: number): number;
  /** A standard normal variate. */
  normal(): number;
  /** An exponential variate of the given mean. */
  exponential(mean: number): number;
}

/**
 * Opens the generator xoshiro128** 1.1 in a given state.
 *
 * @param state - Four words of 32 bits, not all zero.
 * @throws RangeError when every word is zero, from which the generator never leaves.
 *
 * Source: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators", ACM TOMS 2021.
 */
export function randomStream(state: readonly [number, number, number, number]): RandomStream {
  if (state.every((word) => word >>> 0 === 0)) {
    throw new RangeError("state: expected four words, not all of them zero, got zeros");
  }
  return new Xoshiro(state);
}

class Xoshiro implements RandomStream {
  #a: number;
  #b: number;
  #c: number;
  #d: number;

  constructor([a, b, c, d]: readonly [number, number, number, number]) {
    this.#a = a | 0;
    this.#b = b | 0;
    this.#c = c | 0;
    this.#d = d | 0;
  }

  uint32(): number {
    const five = Math.imul(this.#b, 5);
    const drawn = Math.imul((five << 7) | (five >>> 25), 9);
    const shifted = this.#b << 9;
    this.#c ^= this.#a;
    this.#d ^= this.#b;
    this.#b ^= this.#c;
    this.#a ^= this.#d;
    this.#c ^= shifted;
    this.#d = (this.#d << 11) | (this.#d >>> 21);
    return drawn >>> 0;
  }

  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }
}
