import { formatCount, formatPercent } from "./format-number.ts";
import { reasonCounts } from "./reason-lines.ts";

/** Rows that may be left out before people are told so first: a twentieth. */
const QUIET_SHARE = 0.05;

/** Rows that were read, and why some are not used. */
export interface LostRows {
  readonly read: number;
  readonly rejected: Readonly<Record<string, number>>;
  /** Whose rows; absent where there is one file only. */
  readonly name?: string;
}

/**
 * What people must read before any number: that many rows are missing, and why; `undefined` when at most 5 % are. A
 * second row of a unit, event or order is no loss.
 */
export function lostRowsLine({ read, rejected, name }: LostRows): string | undefined {
  const losses = Object.fromEntries(Object.entries(rejected).filter(([reason]) => !reason.startsWith("repeated")));
  const lost = Object.values(losses).reduce((sum, count) => sum + count, 0);
  if (lost <= QUIET_SHARE * read) return undefined;
  const rows = `${formatCount(lost)} of ${formatCount(read)} rows${name === undefined ? "" : ` of ${name}`}`;
  return `warning: ${rows} (${formatPercent(lost / read)}) are not used, so these results speak for the rest only: ${reasonCounts(losses)}`;
}
