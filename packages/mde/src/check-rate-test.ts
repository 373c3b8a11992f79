import { expectThat } from "./expect-that.ts";
import type { RateTest } from "./rate-test.ts";

/**
 * Refuses a test of two rates that cannot be computed.
 *
 * @throws RangeError when a rate or the level is outside (0, 1), or an arm has no units.
 */
export function checkRateTest({ control, treatment, units, alpha }: RateTest): void {
  for (const [name, rate] of Object.entries({ control, treatment })) {
    expectThat(rate > 0 && rate < 1, name, { expected: "a rate in (0, 1)", got: rate });
  }
  for (const [arm, count] of Object.entries(units) as [string, number][]) {
    expectThat(count > 0 && count < Infinity, `units.${arm}`, { expected: "a finite number > 0", got: count });
  }
  expectThat(alpha > 0 && alpha < 1, "alpha", { expected: "a number in (0, 1)", got: alpha });
}
