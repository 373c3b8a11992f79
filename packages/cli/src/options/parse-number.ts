import { CommandFault } from "../command-fault.ts";

/** What an option's number must be. */
export interface NumberRange {
  /** As it stands in the message: "a number in (0, 1)". */
  readonly expected: string;
  readonly holds: (value: number) => boolean;
}

/**
 * The number an option gives.
 *
 * @throws CommandFault naming the option when the text is no plain decimal number or outside the range.
 */
export function parseNumber(option: string, text: string, range: NumberRange): number {
  const value = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?$/iu.test(text.trim()) ? Number(text) : Number.NaN;
  if (!Number.isFinite(value) || !range.holds(value)) {
    throw new CommandFault(`${option}: expected ${range.expected}, got ${JSON.stringify(text)}`);
  }
  return value;
}

/** Any number. */
export const anyNumber: NumberRange = { expected: "a number, as in 12.5", holds: () => true };
/** Strictly between 0 and 1. */
export const openShare: NumberRange = { expected: "a number between 0 and 1, both excluded, as in 0.05", holds: (value) => value > 0 && value < 1 };
/** Positive. */
export const positiveNumber: NumberRange = { expected: "a number greater than 0", holds: (value) => value > 0 };
/** 1, 2, 3 ... */
export const wholeNumber: NumberRange = { expected: "a whole number of at least 1", holds: (value) => Number.isSafeInteger(value) && value >= 1 };
