import { formatCount } from "./format-number.ts";

/** A count with its noun: "1 order", "2,000 orders". */
export function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? "" : "s"}`;
}
