/** What was expected of an argument, in words, and the value that came. */
export interface Expectation {
  readonly expected: string;
  readonly got: number;
}

/**
 * Refuses an argument by its name.
 *
 * @throws RangeError when `holds` is false.
 */
export function expectThat(holds: boolean, name: string, { expected, got }: Expectation): void {
  if (!holds) throw new RangeError(`${name}: expected ${expected}, got ${got}`);
}
