import { parseInstant } from "../instant/parse-instant.ts";
import type { RejectionCode } from "../rejection.ts";
import { hasControlCharacter } from "../text/has-control-character.ts";
import type { FieldKind } from "./field-kind.ts";

/** What is wrong with a value: the code, and what its kind expects. */
export interface FieldFault {
  readonly code: RejectionCode;
  readonly expected: string;
}

/** The fault of one value, or null. Not asked about null and undefined. */
export type FieldCheck = (value: unknown) => FieldFault | null;

const maxIdLength = 512;

const notText: FieldFault = { code: "wrong_type", expected: "text" };
const idLength: FieldFault = { code: "out_of_range", expected: `1 to ${maxIdLength} characters` };
const idControl: FieldFault = { code: "bad_text", expected: "an id without control characters" };
const notNumber: FieldFault = { code: "wrong_type", expected: "a number" };
const unsafe: FieldFault = { code: "unsafe_number", expected: "a number below 2^53 in magnitude; send larger ones as text" };
const notWhole: FieldFault = { code: "out_of_range", expected: "a whole number" };
const negative: FieldFault = { code: "out_of_range", expected: "a whole number from 0 on" };
const notVersion: FieldFault = { code: "out_of_range", expected: "a whole number from 1 to 2147483647" };
const notBoolean: FieldFault = { code: "wrong_type", expected: "true or false" };
const notCurrency: FieldFault = { code: "out_of_range", expected: "three capital letters of ISO 4217" };
const notInstant: FieldFault = { code: "bad_instant", expected: "ISO 8601 with seconds, a zone and at most six decimals, from 1970 on" };
const notObject: FieldFault = { code: "wrong_type", expected: "an object" };

const whole: FieldCheck = (value) => {
  if (typeof value !== "number") return notNumber;
  if (Number.isSafeInteger(value)) return null;
  return Math.abs(value) > Number.MAX_SAFE_INTEGER ? unsafe : notWhole;
};

const natural: FieldCheck = (value) => whole(value) ?? ((value as number) < 0 ? negative : null);

const object: FieldCheck = (value) => (typeof value === "object" && !Array.isArray(value) ? null : notObject);

/** The check of every field kind. */
export const fieldChecks: Readonly<Record<FieldKind, FieldCheck>> = {
  id: (value) => {
    if (typeof value !== "string") return notText;
    if (value.length === 0 || value.length > maxIdLength) return idLength;
    return hasControlCharacter(value) ? idControl : null;
  },
  text: (value) => (typeof value === "string" ? null : notText),
  integer: whole,
  natural,
  micros: natural,
  number: (value) => {
    if (typeof value !== "number") return notNumber;
    return Math.abs(value) <= Number.MAX_SAFE_INTEGER ? null : unsafe;
  },
  boolean: (value) => (typeof value === "boolean" ? null : notBoolean),
  currency: (value) => {
    if (typeof value !== "string") return notText;
    return /^[A-Z]{3}$/.test(value) ? null : notCurrency;
  },
  instant: (value) => {
    if (typeof value !== "string") return notText;
    return parseInstant(value) === null ? notInstant : null;
  },
  version: (value) => whole(value) ?? ((value as number) < 1 || (value as number) > 0x7fff_ffff ? notVersion : null),
  labels: object,
  object,
};
