import type { RateCount } from "@liftproof/estimators";
import fc from "fast-check";

/** Successes among trials, often none or all of them. */
export const rateCount: fc.Arbitrary<RateCount> = fc
  .nat({ max: 100_000 })
  .chain((trials) =>
    fc
      .oneof(fc.nat({ max: trials }), fc.constantFrom(0, trials))
      .map((successes) => ({ successes, trials })),
  );
