import { insertInto } from "../gold/insert-into.ts";
import type { NamedStatement } from "../silver/silver-statements.ts";
import type { MartOptions } from "./mart.ts";
import { marts } from "./marts.ts";

/**
 * The statements that fill the marts, each named for its table. The tables must be empty; they read those of attribution, which come first.
 *
 * @param eventNames - Names that the lake holds events of: marts that would stay empty are left out. Default: all marts.
 */
export function martStatements(options: MartOptions, eventNames?: ReadonlySet<string>): readonly NamedStatement[] {
  const filled = marts.filter(({ events }) => events === null || eventNames === undefined || events.some((name) => eventNames.has(name)));
  return filled.map(({ table, query }) => ({ name: table.name, sql: insertInto(options.dialect, table, query(options)) }));
}
