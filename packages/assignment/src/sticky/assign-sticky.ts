import type { StickyAssignment } from "../assignment-context.ts";
import { assignAll } from "../assign-all.ts";
import type { AssignmentSubject } from "../assign-all.ts";
import type { Decision } from "../decision.ts";
import type { Experiment } from "../experiment.ts";
import { unitIdFault } from "../unit-id-fault.ts";
import type { AssignmentStore } from "./assignment-store.ts";

/** Who is asking, and where earlier assignments are kept. */
export interface StickySubject extends AssignmentSubject {
  readonly store: AssignmentStore;
}

/**
 * Decisions of one unit in every experiment, keeping what it was given before.
 *
 * Only what the hash decided is saved: a preview that was forced leaves no trace, and control
 * outside an experiment is no assignment. Where another process saved a different variant in the
 * meantime, that one stands and is what comes back, also for the experiments that depend on it.
 *
 * @throws Whatever the store throws; whoever can do without it calls `assignAll`.
 */
export async function assignSticky(
  experiments: readonly Experiment[],
  { store, unitId, attributes, context = {} }: StickySubject,
): Promise<ReadonlyMap<string, Decision>> {
  if (typeof unitId !== "string" || unitIdFault(unitId) !== undefined) {
    return assignAll(experiments, { unitId, attributes, context });
  }
  let sticky: ReadonlyMap<string, StickyAssignment> = new Map([...(await store.load(unitId)), ...(context.sticky ?? [])]);
  const asked = new Set<string>();
  for (;;) {
    const decisions = assignAll(experiments, { unitId, attributes, context: { ...context, sticky } });
    const fresh = [...decisions.values()].flatMap(({ expId, variant, phase, reason }) =>
      reason === "assigned" && variant !== null && !asked.has(expId) ? [{ expId, own: { variant, phase } }] : []);
    const saved = await Promise.all(fresh.map(async ({ expId, own }) => ({ expId, own, stands: await store.save(unitId, expId, own) })));
    // Every experiment is saved once at most, so the rounds end; without a rival there is one.
    const rivals = saved.filter(({ own, stands }) => own.variant !== stands.variant || own.phase !== stands.phase);
    if (rivals.length === 0) return decisions;
    for (const { expId } of saved) asked.add(expId);
    sticky = new Map([...sticky, ...rivals.map(({ expId, stands }) => [expId, stands] as const)]);
  }
}
