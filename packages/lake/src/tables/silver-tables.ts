import { silverColumns } from "@liftproof/events";
import type { TableDefinition } from "./table-definition.ts";

/** `lake.events`: every accepted event once. */
export const eventsTable: TableDefinition = {
  name: "events",
  tier: "silver",
  comment: "One accepted event; of several lines with one event_id, the one received first; at one instant, the one whose line has the smaller SHA-256.",
  grain: ["event_id"],
  columns: silverColumns.map(({ column, type }) => ({ column, type })),
  dayOf: "event_ts",
};

/** `lake.rejected`: what `accept` refused, with the place it came from. */
export const rejectedTable: TableDefinition = {
  name: "rejected",
  tier: "silver",
  comment: "One refused line: why, and where it stands in bronze.",
  grain: ["object_key", "line_number"],
  columns: [
    { column: "received_ts_us", type: "bigint" },
    { column: "code", type: "string" },
    { column: "path", type: "string" },
    { column: "message", type: "string" },
    { column: "raw_json", type: "string" },
    { column: "object_key", type: "string" },
    { column: "line_number", type: "bigint" },
  ],
};

/** `lake.duplicates`: lines that lost to an earlier receipt of their event id. */
export const duplicatesTable: TableDefinition = {
  name: "duplicates",
  tier: "silver",
  comment: "One line whose event_id was received before; conflict says that its body is not that of the kept line, unless its id is made of its keys.",
  grain: [],
  columns: [
    { column: "event_id", type: "string" },
    { column: "received_ts_us", type: "bigint" },
    { column: "raw_sha256", type: "string" },
    { column: "body_sha256", type: "string" },
    { column: "conflict", type: "boolean" },
  ],
};

/** `lake.ingested_objects`: which bronze objects silver holds, so that none is read twice. */
export const ingestedObjectsTable: TableDefinition = {
  name: "ingested_objects",
  tier: "silver",
  comment: "One bronze object whose lines are in silver.",
  grain: ["object_key"],
  columns: [
    { column: "object_key", type: "string" },
    { column: "sha256", type: "string" },
    { column: "lines", type: "bigint" },
  ],
};
