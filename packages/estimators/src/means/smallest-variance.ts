/** Below this a squared standard error has lost digits to underflow, and says as little as none. */
export const SMALLEST_VARIANCE = 1e-290;
