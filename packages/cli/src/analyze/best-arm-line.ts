import type { MetricAnalysis } from "@liftproof/experiments";
import { formatPercent } from "../output/format-number.ts";
import { differenceFormat } from "./metric-format.ts";

/** How likely each arm is to be the best of all, in one line; nothing with fewer than three. */
export function bestArmLine({ bestArm, kind, direction }: MetricAnalysis): readonly string[] {
  if (bestArm === undefined) return [];
  const points = differenceFormat(kind);
  const arms = bestArm.map(({ arm, probabilityBest, expectedLoss }) => `${arm} ${formatPercent(probabilityBest)} (expected loss ${points(expectedLoss)})`);
  return [`  chance to be the ${direction === "down" ? "lowest" : "highest"} of all: ${arms.join(", ")}`];
}
