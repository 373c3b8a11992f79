import { type FieldKind, type FieldTable, standardEvents } from "@liftproof/events";
import fc from "fast-check";

const id = fc.string({ minLength: 1, maxLength: 12, unit: "grapheme" }).filter((text) => !/[\p{Cc}]/u.test(text));
const text = fc.string({ maxLength: 12, unit: "grapheme" }).filter((value) => !value.includes("\0"));
const key = text.filter((value) => value !== "__proto__");
const instant = fc
  .record({ ms: fc.integer({ min: 0, max: Date.UTC(2255, 0) }), tail: fc.constantFrom("Z", "+00:00", "-03:30", "+14:00") })
  .map(({ ms, tail }) => new Date(ms).toISOString().replace("Z", tail))
  .filter((iso) => Date.parse(iso) >= 0);
const micros = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const whole = fc.integer({ min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER });
const safeNumber = fc.double({ noNaN: true, min: -(2 ** 53 - 1), max: 2 ** 53 - 1 });

/** JSON that fits into a payload. */
const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.oneof(text, whole, safeNumber, fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom("a", "b", "a.b", "c", "1"), key), tie("value"), { maxKeys: 3 }),
  ),
}))["value"];

const values: Readonly<Record<FieldKind, fc.Arbitrary<unknown>>> = {
  id,
  text,
  integer: whole,
  natural: micros,
  micros,
  number: safeNumber,
  boolean: fc.boolean(),
  currency: fc.constantFrom("EUR", "USD", "JPY"),
  instant,
  version: fc.integer({ min: 1, max: 9 }),
  labels: fc.dictionary(key, fc.oneof(text, fc.boolean(), fc.constant(null)), { maxKeys: 3 }),
  object: fc.dictionary(key, json, { maxKeys: 3 }),
};

/** Objects that a field table describes, optional fields at times absent or null. */
function recordOf(fields: FieldTable): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(fields);
  const model = Object.fromEntries(
    entries.map(([name, { kind, required }]) => [name, required ? values[kind] : fc.option(values[kind], { freq: 6 })]),
  );
  const requiredKeys = entries.filter(([, { required }]) => required).map(([name]) => name);
  return fc.record(model, { requiredKeys }) as fc.Arbitrary<Record<string, unknown>>;
}

const envelope = {
  session_id: { kind: "id" }, device_fp: { kind: "id" }, page_path: { kind: "text" }, country: { kind: "text" }, city: { kind: "text" },
  utm_source: { kind: "text" }, utm_medium: { kind: "text" }, utm_campaign: { kind: "text" }, referrer: { kind: "text" },
  click_id_kind: { kind: "text" }, click_token: { kind: "text" }, click_class: { kind: "text" }, sent_ts_us: { kind: "micros" },
  labels: { kind: "labels" }, schema_version: { kind: "version" },
} as const;

const moment = fc.oneof(instant.map((event_ts) => ({ event_ts })), micros.map((event_ts_us) => ({ event_ts_us })));
const who = fc.oneof(id.map((user_id) => ({ user_id })), id.map((anon_id) => ({ anon_id })), fc.record({ user_id: id, anon_id: id }));

function payloadOf(name: keyof typeof standardEvents): fc.Arbitrary<Record<string, unknown>> {
  const known: fc.Arbitrary<Record<string, unknown>> =
    name === "identity.link"
      ? fc.oneof(fc.record({ anon_id: id, user_id: id }), fc.record({ from_user_id: id, to_user_id: id }))
      : recordOf(standardEvents[name].fields);
  return fc.tuple(fc.dictionary(key, json, { maxKeys: 3 }), known).map(([more, fields]) => ({ ...more, ...fields }));
}

/** Events that are good but for payload keys that may happen to meet after flattening. */
export const wireEvent: fc.Arbitrary<Record<string, unknown>> = fc
  .constantFrom(...(Object.keys(standardEvents) as (keyof typeof standardEvents)[]))
  .chain((event_name) => fc.tuple(recordOf(envelope), moment, who, id, payloadOf(event_name)).map(([more, at, ids, event_id, payload]) => ({ ...more, event_name, event_id, ...at, ...ids, payload })));

const anything = fc.oneof(
  json,
  fc.constantFrom<unknown>("", null, -1, 0.5, 2 ** 53, -(2 ** 53), 1e300, true, [], {}, "\ud800", "a\0b", "a\nb", "x".repeat(513), "eur", "2026-02-30T00:00:00Z", { a: [{ b: "\udc00" }] }),
  fc.array(fc.nat(0xffff), { maxLength: 4 }).map((units) => String.fromCharCode(...units)),
);
const keys = fc.constantFrom("event_name", "event_id", "event_ts", "event_ts_us", "sent_ts_us", "user_id", "anon_id", "labels", "payload", "schema_version", "utm_source", "referrer", "constructor", "__proto__", "other");
const payloadKeys = fc.constantFrom("order_id", "value_minor", "amount_minor", "currency", "is_test", "exp_id", "phase", "variant", "unit_id", "anon_id", "user_id", "from_user_id", "to_user_id", "checkout_id", "raw.utm_source", "constructor", "__proto__", "a.b", "a");

function changed(target: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> {
  const copy = { ...target };
  if (value === undefined) delete copy[key];
  else Object.defineProperty(copy, key, { value, enumerable: true, writable: true, configurable: true });
  return copy;
}

const change = fc.record({ inPayload: fc.boolean(), key: keys, payloadKey: payloadKeys, value: fc.option(anything, { nil: undefined }) });

/** Events of which about half are spoiled in one or two places. */
export const nearlyEvent: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(wireEvent, fc.array(change, { maxLength: 2 }))
  .map(([event, changes]) =>
    changes.reduce((now, { inPayload, key, payloadKey, value }) => {
      const payload = now["payload"];
      if (!inPayload || typeof payload !== "object" || payload === null || Array.isArray(payload)) return changed(now, key, value);
      return { ...now, payload: changed(payload as Record<string, unknown>, payloadKey, value) };
    }, event),
  );
