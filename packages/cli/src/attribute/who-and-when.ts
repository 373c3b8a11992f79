import type { EpochMicros } from "@liftproof/events";
import { identityFault } from "./identity-fault.ts";
import { isBlank } from "./is-blank.ts";
import { parseInstant } from "./parse-instant.ts";
import type { TimeUnit } from "./parse-instant.ts";
import type { RowRejectionReason } from "./row-count.ts";

/** The person and the instant of a row, or why it has none. */
export function whoAndWhen(
  identity: string | null,
  time: string | null,
  unit: TimeUnit | undefined,
): { readonly identityId: string; readonly tsUs: EpochMicros } | RowRejectionReason {
  const fault = identityFault(identity);
  if (fault !== undefined || identity === null) return fault ?? "missing_identity";
  if (time === null || isBlank(time)) return "missing_time";
  const tsUs = parseInstant(time, unit);
  return tsUs === null ? "bad_time" : { identityId: identity, tsUs };
}
