import { formatCount } from "./format-number.ts";

/** A count with its noun: "1 order", "2,000 orders"; a plural that takes more than an s is given. */
export function counted(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}
