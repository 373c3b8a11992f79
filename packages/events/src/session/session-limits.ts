/** When a session ends, in microseconds. */
export const sessionLimits = {
  /** A longer pause starts a new session. */
  idleUs: 1_800_000_000,
  /** No session lasts longer. */
  longestUs: 86_400_000_000,
  /** A clock that goes back by more starts a new session; by less it is jitter. */
  clockBackUs: 60_000_000,
} as const;
