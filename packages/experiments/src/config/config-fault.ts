/** One mistake in one file, precise enough to go and fix it. */
export interface ConfigFault {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  /** Counted from 1. */
  readonly column: number;
  /** Path of the key, such as `layer.slots[0]`; empty for the file as a whole. */
  readonly key: string;
  readonly expected: string;
  readonly got: string;
  /** All of it in one line. */
  readonly message: string;
}
