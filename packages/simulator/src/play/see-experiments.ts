import { assign, exposureId } from "@liftproof/assignment";
import type { ExposedUnit } from "../truth/exposed-unit.ts";
import type { SimulatedExperiment, Surface } from "../world/simulated-experiment.ts";
import { report } from "./visit.ts";
import type { Visit } from "./visit.ts";

/**
 * Shows a signed-in person every experiment on a surface, and reports each once per session.
 *
 * The unit is the identity `u:<user_id>`, assigned by the same function a shop would call. A broken
 * experiment shows its treatment to everybody it should, and loses the report of some.
 */
export function seeExperiments(visit: Visit, surface: Surface): void {
  const { userId } = visit.device;
  if (userId === null) return;
  for (const experiment of visit.world.experiments) {
    if (experiment.surface === surface && !visit.seen.has(experiment.assigned.expId)) {
      see(visit, experiment, `u:${userId}`);
    }
  }
}

function see(visit: Visit, experiment: SimulatedExperiment, unitId: string): void {
  const { person, nowUs, sessionId, seen } = visit;
  const { expId } = experiment.assigned;
  const decision = assign(experiment.assigned, unitId, { country: person.country }, { nowUs });
  if (!decision.inExperiment || decision.variant === null) return;
  const { variant, phase, bucket, reason, hashVersion } = decision;
  const lost = experiment.losesOldBrowsers && person.oldBrowser && variant !== experiment.assigned.variants[0];
  seen.add(expId);
  if (!person.exposed.has(expId)) person.exposed.set(expId, exposedUnit(variant, nowUs, lost));
  const eventId = exposureId(decision, { sessionId, unitId });
  if (lost || eventId === undefined) return;
  report(visit, {
    name: "exp.view",
    eventId,
    fields: {},
    payload: {
      exp_id: expId,
      phase,
      variant,
      unit_type: "identity",
      unit_id: unitId,
      hash_version: hashVersion,
      bucket,
      reason,
    },
  });
}

function exposedUnit(arm: string, firstExposureUs: number, lost: boolean): ExposedUnit {
  const none = { noOrder: 1, noTicket: 1, orders: 0, revenueMinor: 0 };
  return { arm, firstExposureUs, lost, control: { ...none }, treatment: { ...none } };
}
