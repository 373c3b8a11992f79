import type { BronzeFault, BronzeFaultReason } from "@liftproof/adapters/duckdb";
import { formatCount } from "../output/format-number.ts";

const meanings: Readonly<Record<BronzeFaultReason, string>> = {
  unreadable: "no whole gzip file",
  content_changed: "its content is not what its name promises",
  strange_lines: "it holds lines that are not bronze",
  missing_manifest: "it has no manifest",
  manifest_differs: "its manifest tells of another content",
  missing_object: "it is gone",
};

/** How many are named; a broken disk may damage thousands. */
const SHOWN = 5;

/** Which bronze files were left out and why, and what to do. */
export function damagedText(damaged: readonly BronzeFault[]): string {
  const shown = damaged.slice(0, SHOWN).map(({ key, reason }) => `${key} (${meanings[reason]})`);
  const more = damaged.length > SHOWN ? ` and ${formatCount(damaged.length - SHOWN)} more (all with --json)` : "";
  return `${formatCount(damaged.length)} damaged, whose lines are not in the lake: ${shown.join(", ")}${more}; restore each from a copy, or move it out of raw/, and run the same command again`;
}
