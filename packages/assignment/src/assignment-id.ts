import type { Decision } from "./decision.ts";
import type { ExposureScope } from "./exposure-id.ts";
import { exposureId } from "./exposure-id.ts";

/**
 * The event id under which a server reports that it decided: of the same kind as the exposure's, one
 * per unit and session, and absent whenever that one is. An assignment whose exposure never came is
 * how a lost one shows.
 */
export function assignmentId(decision: Decision, scope: ExposureScope): string | undefined {
  return exposureId(decision, scope)?.replace(/^exp\.view\//, "exp.assign/");
}
