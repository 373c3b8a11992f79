import { formatCount } from "./format-number.ts";
import { reasonMeaning } from "./reason-meaning.ts";

/** "bad_time 3, unreadable 1". */
export function reasonCounts(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([reason, count]) => `${reason} ${formatCount(count)}`)
    .join(", ");
}

/**
 * "rows not used: bad_time 3, unreadable 1" after an empty line, and below it what each reason means; nothing when there are none.
 *
 * @param explained - Reasons whose meaning stands elsewhere.
 */
export function reasonLines(title: string, counts: Readonly<Record<string, number>>, explained: readonly string[] = []): readonly string[] {
  const reasons = Object.keys(counts);
  if (reasons.length === 0) return [];
  const meanings = reasons.flatMap((reason) => {
    const meaning = reasonMeaning(reason);
    return meaning === undefined || explained.includes(reason) ? [] : [`  ${reason}: ${meaning}`];
  });
  return ["", `${title}: ${reasonCounts(counts)}`, ...meanings];
}
