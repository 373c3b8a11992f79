/** The rules of the linter for Athena. */
export type AthenaRule =
  | "bad_clause"
  | "unquoted_underscore"
  | "wrong_quotes"
  | "reserved_word"
  | "transform_order"
  | "unsupported_type"
  | "open_partitions"
  | "too_long"
  | "missing_predicate"
  | "select_star"
  | "maintenance_text";

/** What Athena would refuse, or take and charge for. */
export interface AthenaFinding {
  readonly rule: AthenaRule;
  /** What was expected, what came, and what to write instead. */
  readonly message: string;
  /** Place in the statement, in UTF-16 units from 0 on. */
  readonly at: number;
}
