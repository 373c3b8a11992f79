import { CommandFault } from "../command-fault.ts";
import { parseNumber } from "./parse-number.ts";
import type { NumberRange } from "./parse-number.ts";

/** A number per arm, in the order given. */
export interface ArmNumber {
  readonly arm: string;
  readonly value: number;
}

/** Weights: zero keeps an arm out of the ratio, at least one must be positive. */
const armWeight: NumberRange = { expected: "a weight of at least 0", holds: (value) => value >= 0 };
/** Units counted in an arm. */
export const armUnits: NumberRange = { expected: "a whole number of units", holds: (value) => Number.isSafeInteger(value) && value >= 0 };

/**
 * Numbers per arm from words like `a=44700`. The last `=` divides, so that an arm may hold one.
 *
 * @throws CommandFault when a word has no `=`, an arm stands twice, or a number is out of range.
 */
export function parseArmNumbers(option: string, words: readonly string[], range: NumberRange): readonly ArmNumber[] {
  const numbers = words.map((word) => {
    const at = word.lastIndexOf("=");
    if (at <= 0) throw new CommandFault(`${option}: expected ARM=NUMBER, as in control=1, got ${JSON.stringify(word)}`);
    return { arm: word.slice(0, at), value: parseNumber(`${option}: ${word.slice(0, at)}`, word.slice(at + 1), range) };
  });
  const repeated = numbers.find(({ arm }, index) => numbers.findIndex((other) => other.arm === arm) < index);
  if (repeated !== undefined) throw new CommandFault(`${option}: expected each arm once, got ${JSON.stringify(repeated.arm)} twice; keep one`);
  return numbers;
}

/** Weights of `--weights a=1,b=1`, of two arms or more. */
export function parseWeights(text: string, option: string = "--weights"): readonly ArmNumber[] {
  const weights = parseArmNumbers(option, text.split(",").map((word) => word.trim()), armWeight);
  const [only] = weights;
  if (weights.length < 2 && only !== undefined) throw new CommandFault(`${option}: expected at least two arms, as in control=1,treatment=1, got only ${JSON.stringify(only.arm)}`);
  return weights;
}
