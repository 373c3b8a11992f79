import type { ComparedArms } from "@liftproof/experiments";
import { formatPercent } from "../output/format-number.ts";

/** The chance that one reading at the planned end will be significant, in one line; nothing when nobody asked. */
export function chanceLine(chance: ComparedArms["chanceToDecide"]): readonly string[] {
  if (chance === undefined) return [];
  if (chance.kind !== "running") return ["chance to be significant at the planned end: none is left, its units are there"];
  return [`chance to be significant at the planned end: ${formatPercent(chance.design)} if the effect from now on is the smallest worth finding, ${formatPercent(chance.observed)} by what was seen so far`];
}
