import { assignmentId } from "@liftproof/assignment";
import type { EnrolledDecision, Enrolment } from "./enrol.ts";

/** An event as the collector takes it. */
export type WireEvent = Readonly<Record<string, unknown>>;

/**
 * What the server decided, as `exp.assign` events ready to be written: one per experiment, unit and
 * session whatever the number of requests, because the id says so.
 *
 * Assignments held against the views that pages report show in which arm views were lost. Decisions
 * that the rules on identity and crawlers made have no variant; they show what those rules cost. A
 * preview is neither, nor is control for any other reason, nor a visitor who may not be remembered.
 */
export function assignmentEvents(enrolment: Enrolment, nowUs: number): readonly WireEvent[] {
  const { decisions, sessionId, anonId, userId, labels } = enrolment;
  return [...decisions.values()].flatMap((decision) => {
    const { expId, phase, variant, reason, bucket, hashVersion, unit, unitId } = decision;
    // An event has to say whom it is about.
    const nobody = unitId === null || (anonId === null && userId === null);
    const eventId = nobody ? undefined : (assignmentId(decision, { sessionId, unitId }) ?? exclusionId(decision, sessionId));
    if (eventId === undefined) return [];
    const isInside = decision.inExperiment;
    return [{
      event_name: "exp.assign",
      event_id: eventId,
      event_ts_us: nowUs,
      session_id: sessionId,
      ...(anonId === null ? {} : { anon_id: anonId }),
      ...(userId === null ? {} : { user_id: userId }),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      payload: {
        exp_id: expId, phase, unit_type: unit, unit_id: unitId, reason, hash_version: hashVersion,
        ...(isInside ? { variant } : {}),
        ...(bucket === null ? {} : { bucket }),
      },
    }];
  });
}

/** `~` is in no variant's name, so the id of an exclusion is never that of an assignment. */
function exclusionId({ expId, phase, reason, unitId }: EnrolledDecision, sessionId: string): string | undefined {
  if (reason !== "no_identity_control" && reason !== "crawler_control") return undefined;
  return ["exp.assign", expId, phase, `~${reason}`, sessionId, unitId].join("/");
}
