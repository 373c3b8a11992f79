import type { Decision } from "./decision.ts";

/** Where an exposure or conversion happened. */
export interface ExposureScope {
  readonly sessionId: string;
  readonly unitId: string;
}

/**
 * The event id of the one exposure of a unit to an experiment in a session, or `undefined` when the
 * decision must not be counted: outside the experiment, or forced by a preview.
 *
 * Browser, server, edge and retries form the same id, so at rest they collapse to one row.
 */
export function exposureId(decision: Decision, { sessionId, unitId }: ExposureScope): string | undefined {
  if (decision.reason !== "assigned" && decision.reason !== "sticky") return undefined;
  return ["exp.view", decision.expId, decision.phase, decision.variant, sessionId, unitId].join("/");
}
