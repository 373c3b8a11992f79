/** What is known of an arm beyond its moments. */
export interface SkewInput {
  readonly units: number;
  /** Units with a value other than zero. */
  readonly nonzeroUnits: number;
}

/** More than this share of the units in one of two arms is a lopsided split. */
const LARGEST_SHARE = 0.6;

const FEWEST_NONZERO_UNITS = 300;

/**
 * Whether a long tail may mislead a test of means: at a split more lopsided than 60/40 the tails of the two
 * arms no longer cancel, and fewer than 300 units with a value in an arm do not average them out.
 *
 * @throws RangeError when a count is not a whole number or more units have a value than there are.
 *
 * @example
 * ```ts
 * skewWarning({ units: 9000, nonzeroUnits: 900 }, { units: 1000, nonzeroUnits: 100 }); // => true
 * ```
 */
export function skewWarning(control: SkewInput, treatment: SkewInput): boolean {
  for (const { units, nonzeroUnits } of [control, treatment]) {
    const counts = Number.isSafeInteger(units) && Number.isSafeInteger(nonzeroUnits);
    if (!counts || nonzeroUnits < 0 || nonzeroUnits > units) {
      throw new RangeError(`nonzeroUnits: expected a whole number from 0 to ${units}, got ${nonzeroUnits}`);
    }
  }
  const larger = Math.max(control.units, treatment.units);
  return (
    larger > LARGEST_SHARE * (control.units + treatment.units) &&
    Math.min(control.nonzeroUnits, treatment.nonzeroUnits) < FEWEST_NONZERO_UNITS
  );
}
