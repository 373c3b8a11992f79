import type { Touch } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import type { PricedRow } from "./amount-reader.ts";
import type { TimeUnit } from "./parse-instant.ts";
import type { RejectedRows } from "./rejected-rows.ts";
import type { RowCounts } from "./row-count.ts";
import type { TouchColumns } from "./touch-columns.ts";
import type { TouchRules } from "./touch-of-cells.ts";

/** An order as the file states it, its amount not yet in minor units. */
export interface FileOrder extends PricedRow {
  readonly orderId: string;
  readonly identityId: string;
  readonly eventId: string;
  readonly tsUs: EpochMicros;
  /** When its checkout began; `null` when the file does not say. */
  readonly checkoutStartedTsUs: EpochMicros | null;
}

/** Where the orders are, when they have a file of their own. */
export interface OrderFile {
  readonly path: string;
  /** The path as the person wrote it, for messages. */
  readonly name: string;
  readonly identity: string;
  readonly orderId: string;
  readonly time: string;
  readonly value?: string;
  readonly checkout?: string;
}

/** Everything about the files. */
export interface JourneyFiles {
  readonly path: string;
  /** The path as the person wrote it, for messages. */
  readonly name: string;
  readonly columns: TouchColumns;
  readonly orders?: OrderFile;
  readonly timeUnit?: TimeUnit;
  readonly decimal: "." | ",";
  /** ISO 4217 code of orders that state none. Absent: EUR where there is no column `currency`. */
  readonly currency?: string;
  readonly touchRules: TouchRules;
}

/** The touches and orders of the files, and the rows left out. */
export interface FileJourneys {
  readonly touches: readonly Touch[];
  readonly orders: readonly FileOrder[];
  /** Every channel that a touch names or follows to, those of `--direct` among them. */
  readonly channels: ReadonlySet<string>;
  /** Whose each referrer code is, by the column of people's own codes. */
  readonly referrers: ReadonlyMap<string, string>;
  readonly rejectedRows: RowCounts;
  /** The same per file: touches, then orders where they have a file of their own. */
  readonly rejectedByFile: readonly RejectedRows[];
}
