import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { ExperimentResultRow } from "./experiment-result-row.ts";

/** Units of control and treatment in a row; none without one. */
export function unitsOf(row: ExperimentResultRow | undefined): number {
  return row === undefined ? 0 : row.unitsControl + row.unitsTreatment;
}

/** What the sizing asks of control and treatment; arms fill by their weights, so these two have their share of the plan when all have. */
export function plannedPairUnits({ gate: { sizing } }: Pick<ExperimentDefinition, "gate">, { control, treatment }: ExperimentResultRow): number | null {
  if (sizing === null) return null;
  return (sizing.unitsPerArm[control] ?? 0) + (sizing.unitsPerArm[treatment] ?? 0);
}

/** Units by a day, on straight lines between the looks. */
export function unitsAt(arrived: readonly { readonly day: number; readonly units: number }[], day: number): number {
  let before = { day: 0, units: 0 };
  for (const point of arrived) {
    if (point.day >= day) {
      const span = point.day - before.day;
      return span > 0 && day > before.day ? before.units + ((point.units - before.units) * (day - before.day)) / span : before.units;
    }
    before = point;
  }
  return before.units;
}
