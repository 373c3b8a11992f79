import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { dataFolder, hasData } from "./data-folder.ts";
import oracle from "./oracle/journeys.json" with { type: "json" };

interface Printed {
  readonly orders: number;
  readonly value: number;
  readonly ordersWithoutTouch: number;
  readonly models: Record<string, { readonly channel: string; readonly orders: number; readonly value: number }[]>;
  readonly rejectedTouches: Record<string, number>;
  readonly rejectedRows: Record<string, number>;
}

const columns = ["--identity", "customer_id", "--time", "time", "--channel", "channel", "--conversion", "conversion", "--value", "conversion_value"];

async function attribute(...options: readonly string[]): Promise<Printed> {
  const run = await runCommand(["attribute", join(dataFolder, "journeys-july2018/touches.csv.gz"), ...columns, "--json", ...options]);
  expect(run.stderr).toBe("");
  expect(run.exitCode).toBe(0);
  return JSON.parse(run.stdout) as Printed;
}

const folder = temporaryFolder();
const usualModels = "last-non-direct,first,last,linear,position";
let usual: Promise<Printed> | undefined;
/** The usual rules with every model and its facts: one run, for its totals, its sums and its rows are judged apart. */
const usually = (): Promise<Printed> => (usual ??= attribute("--model", `${usualModels},time-decay,markov:1,markov:2,shapley`, "--facts", join(folder.path, "facts.ndjson")));

describe.skipIf(!hasData("journeys-july2018"))("journeys of July 2018", () => {
  test.each([
    ["seven days", null, oracle.sevenDays],
    ["thirty days, Facebook says nothing", ["--lookback", "30d", "--direct", "Facebook"], oracle.thirtyDaysFacebookIsDirect],
    ["no lookback, an order spends its touches", ["--lookback", "none", "--reset"], oracle.noLookbackReset],
    ["no lookback", ["--lookback", "none"], oracle.noLookback],
    ["no lookback, a conversion is a touch of itself", ["--lookback", "none", "--conversion-is-touch"], oracle.noLookbackConversionIsTouch],
  ] as const)("vector: totals per channel and model agree with exact fractions in Python: %s", async (_, options, truth) => {
    const printed = options === null ? await usually() : await attribute("--model", Object.keys(truth.models).join(","), ...options);
    expect([printed.orders, printed.value, printed.ordersWithoutTouch]).toEqual([truth.orders, truth.value, truth.ordersWithoutTouch]);
    expect(printed.rejectedRows).toEqual({});
    for (const [model, channels] of Object.entries(truth.models)) {
      const totals = Object.fromEntries((printed.models[model] ?? []).map(({ channel, orders, value }) => [channel, { orders, value }]));
      expect([model, totals]).toEqual([model, channels]);
    }
  });

  test("law: credits of every model add up to the orders and their value", async () => {
    const printed = await usually();
    expect(Object.keys(printed.models)).toEqual([...usualModels.split(","), "time-decay", "markov:1", "markov:2", "shapley"]);
    for (const channels of Object.values(printed.models)) {
      const orders = channels.reduce((sum, channel) => sum + channel.orders, 0);
      const value = channels.reduce((sum, channel) => sum + channel.value, 0);
      expect(Math.abs(orders - printed.orders)).toBeLessThan(1e-8);
      expect(Math.abs(value - printed.value)).toBeLessThan(1e-8);
    }
  });

  test("law: the facts are those of the usual rules whatever models are asked for, and a run that names none tells the one", async () => {
    await usually();
    const printed = await attribute("--facts", join(folder.path, "default.ndjson"));
    expect(Object.keys(printed.models)).toEqual(["last-non-direct"]);
    expect(printed.models).toEqual({ "last-non-direct": (await usually()).models["last-non-direct"] });
    expect(readFileSync(join(folder.path, "default.ndjson"), "utf8") === readFileSync(join(folder.path, "facts.ndjson"), "utf8")).toBe(true);
  });

  test("example: fact rows say which touch won, and add up to the totals", async () => {
    const printed = await usually();
    const facts = readFileSync(join(folder.path, "facts.ndjson"), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(facts).toHaveLength(printed.orders);
    expect(Object.keys(facts[0] ?? {})).toEqual(Object.keys(facts[0] ?? {}).sort((left, right) => (left < right ? -1 : 1)));
    for (const { channel, orders, value } of printed.models["last-non-direct"] ?? []) {
      const rows = facts.filter((fact) => fact["channel"] === channel);
      expect([channel, rows.length]).toEqual([channel, orders]);
      expect(rows.reduce((sum, fact) => sum + Number(fact["order_value_minor"]), 0)).toBe(value * 100);
    }
  });
});
