/** One experiment that was ended, by the guard or by a person. */
export interface Kill {
  readonly expId: string;
  /** The phase that was killed; a later phase is a changed config and runs again. */
  readonly phase: number;
  readonly reason: string;
  /** Microseconds UTC. */
  readonly atUs: number;
}

/**
 * Port to wherever kills are kept: a file, an object in S3, an address that services and pages
 * poll. Adding the same kill twice keeps the first.
 */
export interface KillList {
  read(): Promise<readonly Kill[]>;
  add(kill: Kill): Promise<void>;
}
