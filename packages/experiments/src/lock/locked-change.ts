/** A change of what decides an experiment, made while it ran. */
export interface LockedChange {
  readonly phase: number;
  /** Why, in the words of whoever made it. */
  readonly reason: string;
  /** What stood there before, by key of the file. */
  readonly before: Readonly<Record<string, unknown>>;
}
