import type { SampleRatio } from "@liftproof/srm";
import { shortNumber } from "./effect-words.ts";
import { pValueWords } from "./p-value-words.ts";

/** Why nothing can be read behind this split, or undefined when it stands: no effect, and no guardrail either. */
export function brokenSplit({ verdict, worstDeviationPoints, anytimePValue, unexpectedArms }: SampleRatio): string | undefined {
  if (unexpectedArms.length > 0) return `units were seen in ${unexpectedArms.join(", ")}, which has weight 0`;
  if (verdict === "healthy" || verdict === "watch") return undefined;
  return `sample-ratio mismatch (${verdict}): an arm is ${shortNumber(worstDeviationPoints)} points off its weight, anytime p ${pValueWords(anytimePValue)}`;
}
