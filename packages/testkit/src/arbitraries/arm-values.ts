import fc from "fast-check";

/** What the units of one arm did: whole, fractional, negative, equal, and far from zero. At least two units. */
export const armValues: fc.Arbitrary<readonly number[]> = fc
  .tuple(
    fc.constantFrom(0, 1e6, -1e9),
    fc.array(
      fc.oneof(
        fc.integer({ min: -1000, max: 1000 }),
        fc.double({ min: -1000, max: 1000, noNaN: true, noDefaultInfinity: true }),
        fc.constant(0),
      ),
      { minLength: 2, maxLength: 60 },
    ),
  )
  .map(([offset, values]) => values.map((value) => offset + value));
