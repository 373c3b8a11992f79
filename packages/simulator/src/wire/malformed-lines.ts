import type { RejectionCode } from "@liftproof/events";

/** A line that must be refused, and why. */
export interface MalformedLine {
  readonly code: RejectionCode;
  /** The line as of an instant in ISO 8601. */
  readonly lineAt: (instant: string) => string;
}

/** One line for each reason the collector knows. */
export const malformedLines: readonly MalformedLine[] = [
  { code: "line_too_long", lineAt: (instant) => view(instant, { payload: { note: "x".repeat(70_000) } }) },
  { code: "not_json", lineAt: (instant) => view(instant, {}).slice(0, -1) },
  { code: "not_an_object", lineAt: (instant) => JSON.stringify(["page.view", instant]) },
  { code: "unknown_event", lineAt: (instant) => view(instant, { event_name: "cart.poked" }) },
  { code: "unknown_field", lineAt: (instant) => view(instant, { colour: "green" }) },
  { code: "missing_field", lineAt: (instant) => view(instant, { event_id: undefined }) },
  { code: "missing_identity", lineAt: (instant) => view(instant, { anon_id: undefined }) },
  { code: "conflicting_fields", lineAt: (instant) => view(instant, { event_ts_us: 1_700_000_000_000_000 }) },
  { code: "wrong_type", lineAt: (instant) => view(instant, { event_id: 7 }) },
  { code: "out_of_range", lineAt: (instant) => view(instant, { event_id: "e".repeat(600) }) },
  { code: "bad_instant", lineAt: () => view("yesterday at noon", {}) },
  { code: "bad_text", lineAt: (instant) => view(instant, { anon_id: "anon\u0000" }) },
  { code: "unsafe_number", lineAt: (instant) => view(instant, {}).replace("}", ',"payload":{"views":9007199254740993}}') },
  { code: "too_deep", lineAt: (instant) => view(instant, { payload: nested(20) }) },
  { code: "too_many_keys", lineAt: (instant) => view(instant, { payload: manyKeys(600) }) },
  { code: "forbidden_key", lineAt: (instant) => view(instant, {}).replace("}", ',"payload":{"__proto__":{"admin":true}}}') },
  { code: "key_collision", lineAt: (instant) => view(instant, { payload: { "a.b": 1, a: { b: 2 } } }) },
];

function view(instant: string, change: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    event_name: "page.view",
    event_id: `malformed-${instant}`,
    event_ts: instant,
    anon_id: "anon-malformed",
    ...change,
  });
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = { deeper: value };
  return value;
}

function manyKeys(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`key${at}`, at]));
}
