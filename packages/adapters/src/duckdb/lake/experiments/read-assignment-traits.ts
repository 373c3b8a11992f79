import type { StickyAssignment } from "@liftproof/assignment";
import type { Lake } from "../open-lake.ts";

/** What one unit was given first in one experiment phase. */
export interface AssignmentTrait {
  /** The id that was hashed, as `assign` was told it. */
  readonly unitId: string;
  readonly expId: string;
  readonly assignment: StickyAssignment;
}

const prefix = "exp:";

/**
 * The assignments that `exp.assign` events report, from `lake.dim_identity_traits`, to be saved into an `AssignmentStore`: a service that
 * lost its store finds in the lake what it gave. Rows come in a fixed order, as fast as they are taken.
 */
export async function* readAssignmentTraits(lake: Lake): AsyncGenerator<AssignmentTrait> {
  for await (const rows of lake.stream("SELECT unit_id, trait, variant, phase FROM lake.dim_identity_traits ORDER BY unit_id, trait, phase")) {
    for (const [unitId, trait, variant, phase] of rows) {
      yield { unitId: String(unitId), expId: String(trait).slice(prefix.length), assignment: { variant: String(variant), phase: Number(phase) } };
    }
  }
}
