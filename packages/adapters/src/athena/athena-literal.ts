import { integerLiteral, textLiteral } from "@liftproof/lake";

/**
 * A value for a `?` of a statement.
 *
 * A whole number is an integer, any other number a double. Records say the type where JavaScript has none: an exact decimal as text, an instant as
 * epoch microseconds (a timestamp without zone, UTC by contract), a day as `YYYY-MM-DD`.
 */
export type AthenaParameter =
  | null
  | string
  | boolean
  | number
  | bigint
  | { readonly decimal: string }
  | { readonly timestampUs: number }
  | { readonly day: string };

/**
 * A value as an SQL literal of its type, that nothing in the value can leave.
 *
 * @throws TypeError for text that has no UTF-8 form or holds U+0000, or for a record of another shape.
 * @throws RangeError for a number that is no data (NaN, infinite), a decimal of more than 38 digits, or an instant or day that does not exist.
 */
export function athenaLiteral(value: AthenaParameter): string {
  if (value === null) return "NULL";
  if (typeof value === "string") return textLiteral(value);
  if (typeof value === "boolean") return value ? "TRUE" : "FALSE";
  if (typeof value === "bigint") return bigintLiteral(value);
  if (typeof value === "number") return Number.isSafeInteger(value) && !Object.is(value, -0) ? integerLiteral(value) : doubleLiteral(value);
  if (typeof value === "object") {
    if ("decimal" in value) return decimalLiteral(value.decimal);
    if ("timestampUs" in value) return timestampLiteral(value.timestampUs);
    if ("day" in value) return dayLiteral(value.day);
  }
  throw new TypeError(`parameter: expected null, text, boolean, number, bigint, { decimal }, { timestampUs } or { day }, got a ${typeof value}`);
}

function bigintLiteral(value: bigint): string {
  if (BigInt.asIntN(64, value) !== value) throw new RangeError("parameter: expected a bigint of 64 bits, got a larger one; pass it as { decimal }");
  // As text: the digits of the least bigint are out of range before their sign is read.
  return `CAST('${value}' AS bigint)`;
}

/** An exponent makes it a double; without one it would be a decimal. */
function doubleLiteral(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`parameter: expected a finite number, got ${value}`);
  const digits = Object.is(value, -0) ? "-0" : `${value}`;
  const text = digits.includes("e") ? digits.replace("e", "E").replace("E+", "E") : `${digits}E0`;
  return text.startsWith("-") ? `(${text})` : text;
}

function decimalLiteral(text: string): string {
  const [, whole = "", fraction = ""] = /^-?(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const precision = whole.replace(/^0+(?=.)/, "").length + fraction.length;
  if (whole === "" || precision > 38) throw new RangeError("parameter: expected a decimal of at most 38 digits such as -12.50, got other text");
  return `CAST('${text}' AS decimal(${precision}, ${fraction.length}))`;
}

function timestampLiteral(us: number): string {
  if (!Number.isSafeInteger(us)) throw new RangeError(`parameter: expected epoch microseconds as a safe integer (the years 1684 to 2255), got ${us}`);
  const millis = Math.floor(us / 1000);
  return `TIMESTAMP '${new Date(millis).toISOString().slice(0, 23).replace("T", " ")}${String(us - millis * 1000).padStart(3, "0")}'`;
}

function dayLiteral(day: string): string {
  const ms = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== day) throw new RangeError("parameter: expected a day such as 2026-02-28, got other text");
  return `DATE '${day}'`;
}
