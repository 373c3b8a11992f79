import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { dataFolder, hasData } from "./data-folder.ts";
import oracle from "./oracle/joint-models.json" with { type: "json" };

const columns = ["--identity", "customer_id", "--time", "time", "--channel", "channel", "--conversion", "conversion", "--value", "conversion_value"];

describe.skipIf(!hasData("journeys-july2018"))("journeys of July 2018 under models that look at all of them", () => {
  test.each([
    ["one day", ["--lookback", "1d"], oracle.oneDay],
    ["seven days", [], oracle.sevenDays],
    ["no lookback", ["--lookback", "none"], oracle.noLookback],
    ["no lookback, a conversion is a touch of itself", ["--lookback", "none", "--conversion-is-touch"], oracle.noLookbackConversionIsTouch],
  ] as const)("vector: time decay, Markov and Shapley agree with fractions in Python: %s", async (_, options, truth) => {
    const file = join(dataFolder, "journeys-july2018/touches.csv.gz");
    const { stdout, exitCode } = await runCommand(["attribute", file, ...columns, "--json", "--model", Object.keys(truth).join(","), ...options]);
    expect(exitCode).toBe(0);
    const { models } = JSON.parse(stdout) as { models: Record<string, { channel: string; orders: number; value: number }[]> };
    for (const [model, channels] of Object.entries(truth)) {
      const found = models[model] ?? [];
      expect([model, found.map(({ channel }) => channel)]).toEqual([model, Object.keys(channels)]);
      for (const [at, { orders, value }] of Object.values(channels).entries()) {
        expect(Math.abs((found[at]?.orders ?? -1) - orders)).toBeLessThan(1e-9 * orders);
        expect(Math.abs((found[at]?.value ?? -1) - value)).toBeLessThan(1e-9 * value);
      }
    }
  });
});
