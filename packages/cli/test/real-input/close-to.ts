import { expect } from "vitest";

/** Asserts equality up to a relative error. */
export function expectClose(actual: unknown, expected: number, relative: number = 1e-9): void {
  expect(typeof actual).toBe("number");
  expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(relative * Math.abs(expected));
}
