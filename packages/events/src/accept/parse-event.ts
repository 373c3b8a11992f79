import type { Catalogue } from "../catalogue/catalogue.ts";
import type { EventTables } from "../catalogue/event-table.ts";
import type { WireEventOf } from "../catalogue/wire-event.ts";
import type { Rejection } from "../rejection.ts";
import { checkEvent } from "./check-event.ts";
import { kindOf, reject } from "./reject.ts";
import { textFault } from "./text-fault.ts";

/** An event known to be good, or why it is refused. */
export type ParseOutcome<Tables extends EventTables> =
  | { readonly kind: "event"; readonly event: WireEventOf<Tables> }
  | { readonly kind: "rejected"; readonly rejection: Rejection };

/**
 * A JSON value, judged by the rules of `accept`, for callers who hold values instead of lines: the value itself with
 * the type of its event. Never throws on a value that JSON can express.
 */
export function parseEvent<Tables extends EventTables>(value: unknown, catalogue: Catalogue<Tables>): ParseOutcome<Tables> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return { kind: "rejected", rejection: reject("", { code: "not_an_object", expected: "one JSON object", got: kindOf(value) }) };
  }
  const fault = textFault(value, "", 1);
  if (fault !== null) return { kind: "rejected", rejection: fault };
  const checked = checkEvent(value as Readonly<Record<string, unknown>>, catalogue);
  if ("code" in checked) return { kind: "rejected", rejection: checked };
  return { kind: "event", event: value as WireEventOf<Tables> };
}
