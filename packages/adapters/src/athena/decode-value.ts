import { AdapterError } from "../adapter-error.ts";
import { epochMicrosOf } from "./epoch-micros-of.ts";
import type { AthenaColumn, AthenaType, AthenaValue } from "./athena-value.ts";

/** Turns the text of one cell into its value. @throws AdapterError `bad_data`. */
export type Decoder = (text: string) => AthenaValue;

/** The types that Athena names in a result, in ours. */
const byName: Readonly<Record<string, AthenaType>> = {
  varchar: "string", char: "string", string: "string", json: "string", uuid: "string", time: "string", ipaddress: "string", unknown: "string",
  bigint: "bigint", tinyint: "int", smallint: "int", integer: "int", int: "int", decimal: "whole",
  double: "real", float: "real", real: "real", boolean: "boolean", date: "date", timestamp: "timestamp", "timestamp with time zone": "timestamp", varbinary: "bytes",
};

/**
 * The decoder of a column by the type that Athena gives it.
 *
 * @throws AdapterError `bad_data` for a list, map or row: Athena writes `{k=v}`, from which `=` and `,` in values cannot be told apart.
 */
export function decoderOfName(column: string, typeName: string): Decoder {
  const type = byName[typeName.replace(/\(.*?\)/, "").toLowerCase()];
  if (type !== undefined) return decoderOf(column, type);
  throw new AdapterError("bad_data", `column ${column}: expected a type whose text can be read back, got ${typeName}; project it as JSON with losslessSelect and describe it in columns`);
}

/** The decoder of a column of a known type; lists, maps and rows are read from the JSON that `losslessSelect` makes of them. */
export function decoderOf(column: string, type: AthenaType): Decoder {
  if (typeof type === "object") {
    const decode = leafDecoder(column, type);
    return (text) => decode(parsed(column, text));
  }
  return (text) => {
    const value = scalars[type](text);
    if (value === undefined) throw new AdapterError("bad_data", `column ${column}: expected ${type}, got text of ${text.length} characters that is none; cast it in the query`);
    return value;
  };
}

/** Every leaf of that JSON is text or null, so that no number is read as a double on the way. */
function leafDecoder(column: string, type: AthenaType): (json: unknown) => AthenaValue {
  if (typeof type === "string") {
    const decode = decoderOf(column, type);
    return (json) => (json === null ? null : typeof json === "string" ? decode(json) : misshapen(column));
  }
  if ("list" in type) {
    const decode = leafDecoder(column, type.list);
    return (json) => (json === null ? null : Array.isArray(json) ? json.map(decode) : misshapen(column));
  }
  if ("row" in type) return rowDecoder(column, type.row);
  const decode = leafDecoder(column, type.map);
  return (json) => {
    if (json === null) return null;
    return typeof json === "object" && !Array.isArray(json) ? new Map(Object.entries(json).map(([key, value]) => [key, decode(value)])) : misshapen(column);
  };
}

/** The fields of a row, in their order: an object, or a list on engines that write it so. */
function rowDecoder(column: string, fields: readonly AthenaColumn[]): (json: unknown) => AthenaValue {
  const decoders = fields.map(({ name, type }) => leafDecoder(`${column}.${name}`, type));
  return (json) => {
    if (json === null) return null;
    if (typeof json !== "object") return misshapen(column);
    const values: readonly unknown[] = Object.values(json);
    return values.length === fields.length ? Object.fromEntries(fields.map(({ name }, at) => [name, decoders[at]?.(values[at]) ?? null])) : misshapen(column);
  };
}

function parsed(column: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return misshapen(column);
  }
}

function misshapen(column: string): never {
  throw new AdapterError("bad_data", `column ${column}: expected the JSON of losslessSelect, got other text; run the statement that it gives, with the same columns`);
}

const scalars: Readonly<Record<Extract<AthenaType, string>, (text: string) => AthenaValue | undefined>> = {
  string: (text) => text,
  whole: (text) => (/^-?\d+(?:\.\d+)?$/.test(text) ? text : undefined),
  date: (text) => (/^\d{4,}-\d\d-\d\d$/.test(text) ? text : undefined),
  bigint: (text) => (/^-?\d+$/.test(text) ? BigInt(text) : undefined),
  int: (text) => (/^-?\d+$/.test(text) ? Number(text) : undefined),
  real: (text) => (/^(?:-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?|-?Infinity|NaN)$/.test(text) ? Number(text) : undefined),
  boolean: (text) => (text === "true" ? true : text === "false" ? false : undefined),
  timestamp: (text) => epochMicrosOf(text) ?? undefined,
  bytes: (text) => (/^(?:[0-9a-fA-F]{2}(?: (?=\S))?)*$/.test(text) ? Uint8Array.from(text.match(/\S\S/g) ?? [], (pair) => Number.parseInt(pair, 16)) : undefined),
};
