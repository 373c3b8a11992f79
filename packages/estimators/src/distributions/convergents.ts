/** A few units in the last place: asking a continued fraction for no change at all could wait forever. */
export const CONVERGED: number = 6e-16;

/** Where convergents, whose halves grow without end, are brought back into range. */
export const LARGE: number = 1e100;
