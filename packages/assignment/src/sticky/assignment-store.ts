import type { StickyAssignment } from "../assignment-context.ts";

/**
 * Port to wherever earlier assignments are kept, so that a unit keeps its variant when attributes
 * or coverage change.
 *
 * Per unit and experiment one assignment stands: the first saved of the latest phase. So two
 * processes that decide at the same moment end up serving one variant, and a straggler of an
 * earlier phase changes nothing. Every implementation passes the same law suite.
 */
export interface AssignmentStore {
  /** What stands for a unit, by experiment id; empty for a unit that was never saved. Later saves do not change it. */
  load(unitId: string): Promise<ReadonlyMap<string, StickyAssignment>>;
  /**
   * Keeps an assignment unless one of the same or a later phase stands.
   *
   * @returns What stands afterwards, which is what the caller serves.
   */
  save(unitId: string, expId: string, assignment: StickyAssignment): Promise<StickyAssignment>;
}
