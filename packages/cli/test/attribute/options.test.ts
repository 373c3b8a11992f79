import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const folder = temporaryFolder();

interface Printed {
  readonly ordersWithoutTouch: number;
  readonly models: Readonly<Record<string, readonly { readonly channel: string; readonly orders: number }[]>>;
  readonly rejectedTouches: Readonly<Record<string, number>>;
  readonly channelChanges?: { readonly compared: number; readonly changes: readonly unknown[] };
}

folder.write(
  "touches.csv",
  `id,who,at,source,medium,device
t1,ann,2026-03-01T10:00:00Z,chatgpt.com,ai-assistant,d1
t2,ann,2026-03-01T11:00:00Z,google,cpc,d1
t3,ann,2026-03-01T11:10:00Z,google,cpc,d1
t4,ann,2026-03-02T10:00:00Z,acme,affiliate,d2
t5,bob,2026-03-01T10:00:00Z,chatgpt.com,ai-assistant,d1
`,
);
folder.write(
  "orders.csv",
  `order,who,at,value,started
o1,ann,2026-03-02T12:00:00Z,90,2026-03-02T09:59:00Z
o2,ann,2026-03-03T12:00:00Z,10,
o3,bob,2026-03-03T12:00:00Z,10,
`,
);

const argv = ["attribute", "touches.csv", "--identity", "who", "--time", "at", "--source", "source", "--medium", "medium", "--event-id", "id", "--orders", "orders.csv", "--order-id", "order", "--order-time", "at", "--order-value", "value"];

async function attribute(...options: readonly string[]): Promise<Printed> {
  const { exitCode, stdout, stderr } = await runCommand([...argv, ...options, "--json"], { cwd: folder.path });
  expect([exitCode, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout) as Printed;
}

const orders = ({ models }: Printed, model: string): Record<string, number> => Object.fromEntries((models[model] ?? []).map(({ channel, orders: count }) => [channel, count]));

describe("options of attribute", () => {
  test("example: a partner may not claim an order that is being paid", async () => {
    expect(orders(await attribute(), "last-non-direct")).toEqual({ Affiliates: 2, "AI Assistant": 1 });
    const guarded = await attribute("--order-checkout", "started");
    expect([orders(guarded, "last-non-direct"), guarded.rejectedTouches]).toEqual([{ Affiliates: 1, "Paid Search": 1, "AI Assistant": 1 }, { checkout_injection: 1 }]);
    folder.write("open.yaml", "checkout_guard: false\n");
    expect(orders(await attribute("--order-checkout", "started", "--rules", "open.yaml"), "last-non-direct")).toEqual({ Affiliates: 2, "AI Assistant": 1 });
  });

  test("example: --reset spends the touches of an earlier order, --lookback cuts old ones, --direct makes a channel mean nothing", async () => {
    expect(orders(await attribute("--reset"), "last-non-direct")).toEqual({ Affiliates: 1, direct: 1, "AI Assistant": 1 });
    const short = await attribute("--lookback", "3h");
    expect([orders(short, "last-non-direct"), short.ordersWithoutTouch]).toEqual([{ Affiliates: 1, direct: 2 }, 2]);
    expect(orders(await attribute("--lookback", "none", "--direct", "Affiliates"), "last-non-direct")).toEqual({ "Paid Search": 2, "AI Assistant": 1 });
  });

  test("example: --device is what the fraud filter counts by, beside the visitor", async () => {
    folder.write("fraud.yaml", "fraud: { windows: [{ within: 2h, at_most: 2 }] }\n");
    folder.write("free.yaml", "fraud: { windows: [{ within: 2h, at_most: 2 }], allowed_devices: [d1] }\n");
    const columns = ["--campaign", "device", "--rules"];
    expect((await attribute("--device", "device", ...columns, "fraud.yaml")).rejectedTouches).toEqual({ too_fast: 4 });
    expect((await attribute("--device", "device", ...columns, "free.yaml")).rejectedTouches).toEqual({ too_fast: 3 });
    expect((await attribute(...columns, "fraud.yaml")).rejectedTouches).toEqual({ too_fast: 3 });
  });

  test("example: an impression earns what no click led to, and only where the rules let it", async () => {
    folder.write("seen.csv", `id,who,at,source,medium,seen\nv1,ann,2026-03-02T11:00:00Z,news,display,yes\nt1,ann,2026-03-01T11:00:00Z,google,cpc,no\nv2,bob,2026-03-03T11:00:00Z,news,display,yes\n`);
    folder.write("seen.yaml", "view_through: { lookback: 1d }\n");
    const seen = async (...options: readonly string[]): Promise<Printed> => JSON.parse((await runCommand([...argv.map((word) => (word === "touches.csv" ? "seen.csv" : word)), "--view", "seen", "--json", ...options], { cwd: folder.path })).stdout) as Printed;
    const without = await seen();
    expect([orders(without, "last-non-direct"), without.rejectedTouches]).toEqual([{ "Paid Search": 2, direct: 1 }, { impression: 2 }]);
    const within = await seen("--rules", "seen.yaml");
    expect([orders(within, "last-non-direct"), within.rejectedTouches]).toEqual([{ "Paid Search": 2, Display: 1 }, {}]);
  });

  test("example: --transform takes repeats together before touches share an order", async () => {
    const plain = orders(await attribute("--model", "linear"), "linear");
    expect(plain["Paid Search"]).toBeCloseTo(1, 12);
    expect(orders(await attribute("--model", "linear", "--transform", "collapse"), "linear")["Paid Search"]).toBeCloseTo(2 / 3, 12);
  });

  test("example: --compare-channels names the orders that another edition moves", async () => {
    const { channelChanges } = await attribute("--compare-channels", "2023-11");
    expect(channelChanges).toMatchObject({ compared: 3, changes: [{ orderId: "o3", before: "AI Assistant", after: "Unassigned", cause: "renamed" }] });
    const { stdout } = await runCommand([...argv, "--compare-channels", "2023-11"], { cwd: folder.path });
    expect(stdout.endsWith("\nunder the channels of 2023-11\n1 of 3 orders changes channel\nAI Assistant -> Unassigned: 1 order, 10.00 EUR, the same touch under another name (o3)\n")).toBe(true);
    const named = await runCommand([...argv, "--channel", "medium", "--compare-channels", "2023-11"], { cwd: folder.path });
    expect([named.exitCode, named.stderr]).toEqual([0, "note: --compare-channels: a channel that --channel names is the same under every edition; leave --channel out and name --source, --medium and --campaign\n"]);
    expect(named.stdout).toMatch(/\n0 of \d+ orders change channel\n$/u);
  });

  test("example: Markov and Shapley use no touch twice, and say which orders that leaves to direct", async () => {
    const said = "Markov and Shapley start journeys anew after each order: 1 order goes to direct there, for its touches were spent on an earlier one\n";
    const told = async (...options: readonly string[]): Promise<boolean> => (await runCommand([...argv, ...options], { cwd: folder.path })).stdout.includes(said);
    expect([await told("--model", "shapley"), await told("--model", "linear,markov:1"), await told("--model", "linear"), await told("--model", "shapley", "--reset")]).toEqual([true, true, false, false]);
  });

  test("law: --facts writes one line of sorted keys per order", async () => {
    await attribute("--facts", "facts.ndjson");
    const lines = readFileSync(join(folder.path, "facts.ndjson"), "utf8").trimEnd().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { order_id: string }).order_id)).toEqual(["o1", "o2", "o3"]);
    for (const line of lines) expect(Object.keys(JSON.parse(line) as object)).toEqual(Object.keys(JSON.parse(line) as object).sort());
  });

  test.each([
    [["--transform", "fold"], '--transform: expected "as-is", "unique", "collapse", "first-exposure" or "last-exposure", got "fold"'],
    [["--compare-channels", "2020"], '--compare-channels: expected "2023-11" or "2026-05", got "2020"'],
    [["--order-checkout", "value"], 'orders.csv: expected orders, got none of 3 rows; rows not used: bad_time 3'],
  ])("edge: %s", async (options, message) => {
    const { exitCode, stderr } = await runCommand([...argv, ...options], { cwd: folder.path });
    expect([exitCode, stderr.startsWith(`liftproof: ${message}`)]).toEqual([2, true]);
  });
});
