import type { AssignmentStore, StickyAssignment } from "@liftproof/assignment";

/** Earlier assignments kept in memory. */
export function memoryAssignmentStore(): AssignmentStore {
  const units = new Map<string, Map<string, StickyAssignment>>();
  return {
    load: (unitId) => Promise.resolve(new Map(units.get(unitId))),
    save: (unitId, expId, assignment) => {
      const kept = units.get(unitId) ?? new Map<string, StickyAssignment>();
      kept.set(expId, assignment);
      units.set(unitId, kept);
      return Promise.resolve();
    },
  };
}
