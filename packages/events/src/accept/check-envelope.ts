import { envelopeFields } from "../envelope-fields.ts";
import { type FieldCheck, fieldChecks } from "../fields/field-checks.ts";
import type { Rejection } from "../rejection.ts";
import type { Envelope } from "./envelope.ts";
import { kindOf, reject } from "./reject.ts";

const checks: ReadonlyMap<string, FieldCheck> = /* @__PURE__ */ new Map(
  // The instant is parsed once, where its value is needed.
  Object.entries(envelopeFields).map(([name, { kind }]) => [name, fieldChecks[kind === "instant" ? "text" : kind]]),
);

/** What is wrong with the fields around the payload, or null. Left to the caller: what `event_ts` says, and the payload's own fields. */
export function checkEnvelope(event: Readonly<Record<string, unknown>>): Rejection | null {
  for (const name in event) {
    const check = checks.get(name);
    if (check === undefined) {
      return reject(name, { code: "unknown_field", expected: "a field of the event envelope; other values belong in payload", got: "another name" });
    }
    const value = event[name];
    if (value === null || value === undefined) continue;
    const fault = check(value);
    if (fault !== null) return reject(name, { ...fault, got: kindOf(value) });
  }
  return absenceFault(event as unknown as Envelope);
}

function absenceFault({ event_name, event_id, event_ts, event_ts_us, user_id, anon_id }: Envelope): Rejection | null {
  if (isAbsent(event_name)) return missing("event_name", "a name of the catalogue");
  if (isAbsent(event_id)) return missing("event_id", "an id");
  if (isAbsent(event_ts) && isAbsent(event_ts_us)) return missing("event_ts", "event_ts or event_ts_us");
  if (!isAbsent(event_ts) && !isAbsent(event_ts_us)) {
    return reject("event_ts", { code: "conflicting_fields", expected: "one of event_ts and event_ts_us", got: "both" });
  }
  if (!isAbsent(user_id) || !isAbsent(anon_id)) return null;
  return reject("", { code: "missing_identity", expected: "user_id or anon_id", got: "neither" });
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null;
}

function missing(path: string, expected: string): Rejection {
  return reject(path, { code: "missing_field", expected, got: "none" });
}
