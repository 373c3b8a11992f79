import { canonicalJson } from "../lock/canonical-json.ts";
import type { Kill } from "./kill-list.ts";

/** The text of a kill list as it is stored and polled; `readKillList` reads it back. */
export function killListText(kills: readonly Kill[]): string {
  return `${canonicalJson({ version: 1, kills }, 2)}\n`;
}
