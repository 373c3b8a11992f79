import { eventFamilies, silverColumns, standardCatalogue } from "@liftproof/events";
import type { Catalogue, EventTables, FieldKind } from "@liftproof/events";
import type { Dialect } from "../dialects/dialect.ts";
import { quoteIdentifier } from "../sql/quote.ts";
import type { ColumnDefinition, LogicalType } from "../tables/table-definition.ts";

/** A typed view of one family of events. */
export interface FamilyView {
  /** `events_` and the family. */
  readonly name: string;
  readonly family: string;
  readonly eventNames: readonly string[];
  /** Columns of the payload, after those of `lake.events`. */
  readonly fields: readonly FamilyField[];
}

/** A payload field as a column. A name that `lake.events` has already gets `payload_` before it. */
export interface FamilyField extends ColumnDefinition {
  readonly key: string;
}

const types: Readonly<Record<FieldKind, LogicalType>> = {
  id: "string", text: "string", integer: "bigint", natural: "bigint", number: "real", boolean: "boolean", currency: "string", instant: "string", micros: "bigint", version: "bigint", labels: "string", object: "string",
};

/** Columns of `lake.events` that every view gives as they are: all but the maps that it spreads out and the raw line. */
const shared = silverColumns.map(({ column }) => column).filter((column) => !["payload", "click_claims", "labels", "raw_json"].includes(column));

/** The typed views of every family of a catalogue; a field that is added to its table appears by itself. */
export function familyViews(catalogue: Catalogue<EventTables> = standardCatalogue): readonly FamilyView[] {
  const taken = new Set<string>(silverColumns.map(({ column }) => column));
  return [...eventFamilies(catalogue)].map(([family, eventNames]) => {
    const fields = new Map<string, FamilyField>();
    for (const eventName of eventNames) {
      for (const [key, { kind }] of Object.entries(catalogue.tables[eventName]?.fields ?? {})) {
        if (kind === "labels" || kind === "object") continue;
        const type = fields.get(key) === undefined || fields.get(key)?.type === types[kind] ? types[kind] : "string";
        fields.set(key, { key, column: taken.has(key) ? `payload_${key}` : key, type });
      }
    }
    return { name: `events_${family}`, family, eventNames, fields: [...fields.values()] };
  });
}

/** The columns of a view, in order. */
export function familyColumns({ fields }: FamilyView): readonly ColumnDefinition[] {
  const own = silverColumns.filter(({ column }) => shared.includes(column)).map(({ column, type }) => ({ column, type }));
  return [...own, ...fields.map(({ column, type }) => ({ column, type }))];
}

/** The query of a view. */
export function familyQuery(dialect: Dialect, { eventNames, fields }: FamilyView): string {
  const typed = fields.map(({ key, column, type }) => `${fieldSql(dialect, dialect.mapGet("payload", key), type)} AS ${quoteIdentifier(column)}`);
  const columns = [...shared.map(quoteIdentifier), ...typed];
  return `SELECT ${columns.join(", ")}\nFROM ${dialect.table("events")} WHERE event_name IN (${eventNames.map((name) => `'${name}'`).join(", ")})`;
}

/** The statement that makes a view, or makes it anew. */
export function familyViewSql(dialect: Dialect, view: FamilyView): string {
  return `CREATE OR REPLACE VIEW ${dialect.table(view.name)} AS\n${familyQuery(dialect, view)}`;
}

function fieldSql(dialect: Dialect, text: string, type: LogicalType): string {
  if (type === "bigint") return dialect.integerOf(text);
  if (type === "real") return `TRY_CAST(${text} AS ${dialect.type(type)})`;
  return type === "boolean" ? `CASE ${text} WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END` : text;
}
