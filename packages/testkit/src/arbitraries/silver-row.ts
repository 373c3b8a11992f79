import { silverColumns } from "@liftproof/events";
import type { SilverRow } from "@liftproof/events";

/** Every column absent; the columns themselves are listed in the package that owns them. */
const blankRow = Object.fromEntries(silverColumns.map(({ field, type }) => [field, type === "map" ? {} : null])) as unknown as SilverRow;

/** A row of silver with nothing in it but what is given; the rest is absent. */
export function silverRow(given: Partial<SilverRow> & Pick<SilverRow, "eventId" | "eventName" | "eventTsUs">): SilverRow {
  return {
    ...blankRow,
    eventDt: new Date(given.eventTsUs / 1000).toISOString().slice(0, 10),
    receivedTsUs: given.eventTsUs,
    tokenStatus: "missing",
    rawJson: "{}",
    schemaVersion: 1,
    ...given,
  };
}
