import type { Command } from "commander";

/** What the columns of the touch file may hold: the option that names each, and what it says in the help. The only list of them. */
const touchColumnOptions = {
  identity: ["--identity", "column of the person"],
  time: ["--time", "column of the instant: ISO 8601 (UTC without a zone), or numbers with --time-unit"],
  channel: ["--channel", "column of the channel; without it the channel follows from source, medium and campaign"],
  source: ["--source", "column of the source"],
  medium: ["--medium", "column of the medium"],
  campaign: ["--campaign", "column of the campaign"],
  eventId: ["--event-id", "column of the touch's id (default: the row's number)"],
  token: ["--token", "column of the click token; needs --keys"],
  ownCode: ["--own-code", "column of the person's own referrer code: nobody refers himself; needs --token"],
  clickStatus: ["--click-status", "column that says whether the click was verified, judged elsewhere"],
  device: ["--device", "column of the device, for the fraud filter of --rules"],
  view: ["--view", "1 or true marks impressions that nobody clicked: they count only under view_through of --rules"],
  conversion: ["--conversion", "instead of --orders: 1 or true marks rows that are orders"],
  value: ["--value", "their amount (default: orders have no value)"],
} as const;

type TouchField = keyof typeof touchColumnOptions;

/** Which columns of the touch file hold what. `conversion` flags the rows that are orders themselves, `value` is their amount. */
export interface TouchColumns extends Partial<Record<TouchField, string>> {
  readonly identity: string;
  readonly time: string;
}

/** Adds the options that name the columns. */
export function withTouchColumns(command: Command): Command {
  for (const [option, holds] of Object.values(touchColumnOptions)) command.option(`${option} <column>`, holds);
  return command;
}

/** The columns among the options of a command. */
export function touchColumnsOf(options: TouchColumns): TouchColumns {
  const fields = Object.keys(touchColumnOptions) as readonly TouchField[];
  const given = fields.flatMap((field) => (options[field] === undefined ? [] : [[field, options[field]]]));
  return { identity: options.identity, time: options.time, ...Object.fromEntries(given) };
}

/** Gives the cell of each column in a row read with `names`. */
export interface CellReader {
  /** Column names to ask the file for, each once. */
  readonly names: readonly string[];
  /** The cell of a column, `null` when it is empty or the column was not given. */
  readonly cell: (row: readonly (string | null)[], field: string) => string | null;
}

/** A reader for a set of fields, some of which may share a column or be absent. */
export function cellReader(columns: Readonly<Record<string, string | undefined>>): CellReader {
  const names = [...new Set(Object.values(columns).filter((name) => name !== undefined))];
  const positions = new Map(Object.entries(columns).map(([field, name]) => [field, name === undefined ? -1 : names.indexOf(name)]));
  return { names, cell: (row, field) => row[positions.get(field) ?? -1] ?? null };
}
