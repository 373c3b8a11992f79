import { formatCount } from "./format-number.ts";

/** "rows not used: bad_time 3, unreadable 1", after an empty line; nothing when there are none. */
export function reasonLines(title: string, counts: Readonly<Record<string, number>>): readonly string[] {
  const parts = Object.entries(counts).map(([reason, count]) => `${reason} ${formatCount(count)}`);
  return parts.length === 0 ? [] : ["", `${title}: ${parts.join(", ")}`];
}
