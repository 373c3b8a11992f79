import type { Rejection } from "./rejection.ts";
import type { SilverRow } from "./silver-row.ts";

/** What became of one line. */
export type AcceptOutcome =
  | { readonly kind: "accepted"; readonly row: SilverRow }
  | { readonly kind: "rejected"; readonly rejection: Rejection };
