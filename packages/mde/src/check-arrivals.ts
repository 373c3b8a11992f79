import type { Arrivals } from "./arrivals.ts";

/**
 * Refuses arrivals that cannot have been.
 *
 * @throws RangeError when `days` or `units` is not above 0, or an earlier count exceeds `units`.
 */
export function checkArrivals({ units, unitsAtHalf, unitsLastSevenDays, days }: Arrivals): void {
  for (const [name, value] of Object.entries({ units, days })) {
    if (!(value > 0 && value < Infinity)) throw new RangeError(`${name}: expected a finite number > 0, got ${value}`);
  }
  for (const [name, value] of Object.entries({ unitsAtHalf, unitsLastSevenDays })) {
    if (!(value >= 0 && value <= units)) throw new RangeError(`${name}: expected 0 to ${units} units, got ${value}`);
  }
}
