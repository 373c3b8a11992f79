import type { StickyAssignment } from "../assignment-context.ts";
import type { AssignmentStore } from "./assignment-store.ts";

/**
 * Earlier assignments in the memory of one process: for tests, for a page, and for services that
 * may forget them at a restart. It grows with every unit that is saved.
 */
export function memoryAssignmentStore(): AssignmentStore {
  const units = new Map<string, Map<string, StickyAssignment>>();
  return {
    load: (unitId) => Promise.resolve(new Map(units.get(unitId))),
    save: (unitId, expId, { variant, phase }) => {
      const kept = units.get(unitId) ?? new Map<string, StickyAssignment>();
      units.set(unitId, kept);
      const earlier = kept.get(expId);
      const stands = earlier !== undefined && earlier.phase >= phase ? earlier : { variant, phase };
      kept.set(expId, stands);
      return Promise.resolve(stands);
    },
  };
}
