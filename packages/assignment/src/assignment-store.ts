import type { StickyAssignment } from "./assignment-context.ts";

/**
 * Port to wherever earlier assignments are kept, so that a unit keeps its variant when attributes
 * or coverage change. What `load` returns goes into the context as `sticky`.
 */
export interface AssignmentStore {
  load(unitId: string): Promise<ReadonlyMap<string, StickyAssignment>>;
  save(unitId: string, expId: string, assignment: StickyAssignment): Promise<void>;
}
