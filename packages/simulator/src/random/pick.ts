import type { RandomStream } from "./random-stream.ts";

/**
 * One of several values, each as likely as its weight is large.
 *
 * @throws RangeError when there is nothing to pick from.
 */
export function pick<Value>(random: RandomStream, choices: readonly (readonly [Value, number])[]): Value {
  let total = 0;
  for (const [, weight] of choices) total += weight;
  let left = random.uniform() * total;
  for (const [value, weight] of choices) {
    left -= weight;
    if (left < 0) return value;
  }
  const last = choices.at(-1);
  if (last === undefined) throw new RangeError("choices: expected at least one, got none");
  return last[0];
}
