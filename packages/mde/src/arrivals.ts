/** How units have been arriving in a running experiment. */
export interface Arrivals {
  /** Units by now and when half of the days had passed. */
  readonly units: number;
  readonly unitsAtHalf: number;
  readonly unitsLastSevenDays: number;
  /** Days since the first exposure, above 0. */
  readonly days: number;
}
