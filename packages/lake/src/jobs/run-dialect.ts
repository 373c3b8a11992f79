import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral, quoteIdentifier } from "../sql/quote.ts";
import { lakeTables } from "../tables/lake-tables.ts";
import { groupOf, runTableName } from "../tables/run-tables.ts";
import type { PublishedGroup } from "../tables/run-tables.ts";
import { stageName } from "./stage.ts";

/** Which run a statement works for. */
export interface RunOfGroup {
  readonly dialect: Dialect;
  readonly runId: number;
  readonly group: PublishedGroup;
}

/** The dialect of a job: it reads the events of its stage and the rows of its own run, and adds to the tables of runs. Everything else is read as published. */
export function runDialect(run: RunOfGroup): Dialect {
  const { dialect, runId, group } = run;
  return {
    ...dialect,
    table: (name) => (name === "events" ? dialect.table(stageName({ runId }, "events")) : groupOf(name) === group ? rowsOf(run, name) : dialect.table(name)),
    into: (name) => dialect.table(runTableName(name)),
  };
}

/** The rows of one run of a table, as something to select from. */
export function rowsOf({ dialect, runId }: Pick<RunOfGroup, "dialect" | "runId">, name: string): string {
  const columns = columnsOf(name);
  return `(SELECT ${columns} FROM ${dialect.table(runTableName(name))} WHERE run_id = ${integerLiteral(runId)})`;
}

/** The columns of a table of the lake, quoted. */
export function columnsOf(name: string): string {
  const table = lakeTables.find((each) => each.name === name);
  if (table === undefined) throw new TypeError(`name: expected a table of the lake, got ${name}`);
  return table.columns.map(({ column }) => quoteIdentifier(column)).join(", ");
}
