import { formatCount } from "./format-number.ts";

/** A plain sentence about repeated events that tell different stories; nothing when there are none. */
export function conflictLines(conflicts: number): readonly string[] {
  if (conflicts <= 0) return [];
  const lines = conflicts === 1 ? "1 duplicate says" : `${formatCount(conflicts)} duplicates say`;
  return [`conflicts: ${lines} something else than the event kept under the same id, which was received first or, at the same instant, whose line has the smaller SHA-256; two events may share an id: SELECT event_id FROM lake.duplicates WHERE conflict`];
}
