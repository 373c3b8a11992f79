import type { Decision } from "./decision.ts";
import type { ExposureScope } from "./exposure-id.ts";
import { exposureId } from "./exposure-id.ts";

/**
 * The event id of a conversion that is emitted rather than derived at build: of the same kind as the
 * exposure's, so that it collapses at rest too, and absent whenever that one is.
 */
export function conversionId(decision: Decision, scope: ExposureScope): string | undefined {
  return exposureId(decision, scope)?.replace(/^exp\.view\//, "exp.convert/");
}
