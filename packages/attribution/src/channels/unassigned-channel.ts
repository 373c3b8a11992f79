/** What a touch is called when no rule knows it. */
export const unassignedChannel = "Unassigned";
