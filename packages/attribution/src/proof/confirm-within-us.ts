/** A landing confirms the click that led to it up to this long after the mint, the end included: 30 minutes. */
export const confirmWithinUs = 1_800_000_000;
