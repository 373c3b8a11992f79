import type { CompiledEvent } from "../catalogue/catalogue.ts";
import type { Rejection } from "../rejection.ts";
import { kindOf, reject } from "./reject.ts";

type Payload = Readonly<Record<string, unknown>>;

/** Which required payload field is absent, or which choice of fields is not met, as a rejection; null when nothing is. */
export function missingField(payload: Payload, { fields, oneOf }: CompiledEvent): Rejection | null {
  for (const [name, { path, required }] of fields) {
    const value = payload[name];
    if (required && (value === null || value === undefined)) {
      return reject(path, { code: "missing_field", expected: "a value", got: kindOf(value) });
    }
  }
  return oneOf === null ? null : choiceFault(payload, oneOf);
}

/** Exactly one of the sets is there, in full, and no part of another. */
function choiceFault(payload: Payload, sets: readonly (readonly string[])[]): Rejection | null {
  const isThere = (name: string): boolean => (payload[name] ?? null) !== null;
  const started = sets.filter((names) => names.some(isThere));
  const [only] = started;
  if (started.length === 1 && only?.every(isThere) === true) return null;
  const expected = sets.map((names) => names.join(" and ")).join(", or ");
  if (started.length > 1) return reject("payload", { code: "conflicting_fields", expected, got: "parts of several" });
  return reject("payload", { code: "missing_field", expected, got: started.length === 0 ? "none of them" : "a part" });
}
