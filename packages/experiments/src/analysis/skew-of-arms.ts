import { skewWarning } from "@liftproof/estimators";
import type { MetricMoments } from "./analysis-input.ts";
import type { ArmPair } from "./arm-pair.ts";
import { nonzeroUnitsOf } from "./nonzero-units-of.ts";
import { unitsOfArm } from "./units-of-arm.ts";

/** Whether a long tail may mislead a comparison of means; `undefined` where nobody counted the units with a value, and of other kinds. */
export function skewOfArms(metric: MetricMoments, pair: ArmPair): boolean | undefined {
  if (metric.kind !== "mean") return undefined;
  const { nonzeroUnits } = nonzeroUnitsOf(metric, pair);
  if (nonzeroUnits === undefined) return undefined;
  const [control, treatment] = nonzeroUnits;
  return skewWarning(
    { units: unitsOfArm(metric, pair.control), nonzeroUnits: control },
    { units: unitsOfArm(metric, pair.treatment), nonzeroUnits: treatment },
  );
}
