import { assignmentId } from "@liftproof/assignment";
import type { Enrolment } from "./enrol.ts";

/**
 * What the server decided, as `exp.assign` events ready to be written: one per experiment, unit and
 * session whatever the number of requests, because the id says so.
 *
 * Held against the views that pages report, they show in which arm views were lost. Previews and
 * control outside an experiment are no assignments.
 */
export function assignmentEvents(enrolment: Enrolment, nowUs: number): readonly Readonly<Record<string, unknown>>[] {
  const { decisions, sessionId, anonId, userId, labels } = enrolment;
  return [...decisions.values()].flatMap((decision) => {
    const { expId, phase, variant, reason, bucket, hashVersion, unit, unitId } = decision;
    const eventId = unitId === null ? undefined : assignmentId(decision, { sessionId, unitId });
    if (eventId === undefined) return [];
    return [{
      event_name: "exp.assign",
      event_id: eventId,
      event_ts_us: nowUs,
      session_id: sessionId,
      ...(anonId === null ? {} : { anon_id: anonId }),
      ...(userId === null ? {} : { user_id: userId }),
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      payload: {
        exp_id: expId, phase, variant, unit_type: unit, unit_id: unitId, reason, hash_version: hashVersion,
        ...(bucket === null ? {} : { bucket }),
      },
    }];
  });
}
