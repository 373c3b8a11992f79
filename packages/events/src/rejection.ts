/** Why a line is refused. Closed: a new reason is a new member. */
export type RejectionCode =
  | "line_too_long"
  | "not_json"
  | "not_an_object"
  | "unknown_event"
  | "unknown_field"
  | "missing_field"
  | "missing_identity"
  | "conflicting_fields"
  | "wrong_type"
  | "out_of_range"
  | "bad_instant"
  | "bad_text"
  | "unsafe_number"
  | "too_deep"
  | "too_many_keys"
  | "forbidden_key"
  | "key_collision";

/** Every {@link RejectionCode}. */
export const rejectionCodes: readonly RejectionCode[] = [
  "line_too_long",
  "not_json",
  "not_an_object",
  "unknown_event",
  "unknown_field",
  "missing_field",
  "missing_identity",
  "conflicting_fields",
  "wrong_type",
  "out_of_range",
  "bad_instant",
  "bad_text",
  "unsafe_number",
  "too_deep",
  "too_many_keys",
  "forbidden_key",
  "key_collision",
];

/** A refused line: a fact to be counted, never an exception. */
export interface Rejection {
  readonly code: RejectionCode;
  /** Dotted path of the offending field, empty for the line as a whole. */
  readonly path: string;
  /** What was expected and what came. Never holds a value of the event. */
  readonly message: string;
}
