import { integerLiteral } from "../sql/quote.ts";
import { intLostEventsTable } from "../tables/experiment-tables.ts";
import { arrivalOf, identityJoin, isBot } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/** Labels under which the page says how many of its events it had to drop before this one, by reason. */
const dropLabels: readonly string[] = ["dropped_full", "dropped_old", "dropped_rejected", "dropped_size"];

/** Fills `lake.int_lost_events`: who says that events of theirs were dropped on the way, and how many. Bots are left out. */
export function lostEventsSql({ dialect, watermarkUs }: GoldOptions): string {
  const { joins, identity } = identityJoin(dialect);
  const labels = dropLabels.map((label) => dialect.mapGet("e.labels", label));
  const lost = labels.map((label) => `COALESCE(${dialect.integerOf(label)}, 0)`).join(" + ");
  return insertInto(
    dialect,
    intLostEventsTable,
    `SELECT e.event_id, ${identity}, e.anon_id, e.session_id, ${arrivalOf}, ${lost}
FROM ${dialect.table("events")} AS e
${joins}
WHERE e.received_ts_us <= ${integerLiteral(watermarkUs)} AND COALESCE(${labels.join(", ")}) IS NOT NULL AND NOT ${isBot(dialect)}`,
  );
}
