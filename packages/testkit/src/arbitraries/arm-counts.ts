import type { ArmCount } from "@liftproof/srm";
import fc from "fast-check";

/** Two to five arms with whole weights and counts that may be zero. */
export const armCounts: fc.Arbitrary<readonly ArmCount[]> = fc
  .array(fc.record({ units: fc.nat({ max: 200_000 }), weight: fc.integer({ min: 1, max: 100 }) }), {
    minLength: 2,
    maxLength: 5,
  })
  .map((arms) => arms.map((arm, index) => ({ arm: `arm-${index}`, ...arm })));
