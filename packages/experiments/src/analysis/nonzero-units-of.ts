import type { MeanMoments } from "./analysis-input.ts";
import type { ArmPair } from "./arm-pair.ts";

/** Units of both arms with a value other than zero, as options of a sequence; nothing where nobody has counted them. */
export function nonzeroUnitsOf(
  { nonzeroUnits }: Pick<MeanMoments, "nonzeroUnits">,
  { control, treatment }: ArmPair,
): { readonly nonzeroUnits?: readonly [control: number, treatment: number] } {
  if (nonzeroUnits === undefined) return {};
  const of = (arm: string): number => (Object.hasOwn(nonzeroUnits, arm) ? (nonzeroUnits[arm] ?? 0) : 0);
  return { nonzeroUnits: [of(control), of(treatment)] };
}
