import { describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import type { CommandRun } from "../run-command.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const folder = temporaryFolder();

folder.write(
  "touches.csv",
  `id,who,at,source,medium,campaign
t1,ann,2026-03-01T10:00:00Z,google,cpc,brand
t2,ann,2026-03-02T10:00:00Z,news,email,spring
t3,bob,2026-03-01T10:00:00Z,google,cpc,brand
t4,cleo,2026-03-01T10:00:00Z,bing,,
`,
);
folder.write("orders.csv", "order,who,at,value\no1,ann,2026-03-03T12:00:00Z,90\no2,bob,2026-03-03T12:00:00Z,10.50\no3,cleo,2026-03-03T12:00:00Z,7\n");
folder.write("spend.csv", "channel,day,amount,campaign\nPaid Search,2026-03-01,20,brand\nPaid Search,2026-03-02,11.01,brand\nPaid Search,2026-03-02,5,generic\nPaid Search,march,5,generic\n,2026-03-02,5,generic\nEmail,2026-03-02,4.00,spring\n");

const argv = ["attribute", "touches.csv", "--identity", "who", "--time", "at", "--source", "source", "--medium", "medium", "--event-id", "id", "--orders", "orders.csv", "--order-id", "order", "--order-time", "at", "--order-value", "value"];
const attribute = (...options: readonly string[]): Promise<CommandRun> => runCommand([...argv, ...options], { cwd: folder.path });

describe("attribute --spend", () => {
  test("example: cost per order and return by campaign; what was paid for nothing stays, and every row counts", async () => {
    const { exitCode, stdout } = await attribute("--campaign", "campaign", "--spend", "spend.csv", "--model", "last-non-direct,shapley", "--json");
    const { spend, rejectedRows } = JSON.parse(stdout) as { spend: Record<string, unknown[]>; rejectedRows: Record<string, number> };
    expect([exitCode, rejectedRows]).toEqual([0, { bad_day: 1, missing_channel: 1 }]);
    expect(spend["last-non-direct"]).toEqual([
      { channel: "Email", campaign: "spring", currency: "EUR", orders: 1, value: 90, spend: 4, costPerOrder: 4, roas: 22.5 },
      { channel: "Organic Search", campaign: null, currency: "EUR", orders: 1, value: 7, spend: 0, costPerOrder: 0, roas: null },
      { channel: "Paid Search", campaign: "brand", currency: "EUR", orders: 1, value: 10.5, spend: 31.01, costPerOrder: 31.01, roas: 0.338600451467269 },
      { channel: "Paid Search", campaign: "generic", currency: "EUR", orders: 0, value: 0, spend: 5, costPerOrder: null, roas: 0 },
    ]);
    expect(spend["shapley"]).toEqual([
      { channel: "Email", campaign: null, currency: "EUR", orders: 0.5, value: 45, spend: 4, costPerOrder: 8, roas: 11.25 },
      { channel: "Organic Search", campaign: null, currency: "EUR", orders: 1, value: 7, spend: 0, costPerOrder: 0, roas: null },
      { channel: "Paid Search", campaign: null, currency: "EUR", orders: 1.5, value: 55.5, spend: 36.01, costPerOrder: expect.closeTo(24.00666666666, 9) as number, roas: 1.541238544848653 },
    ]);
  });

  test("example: by channel where touches name no campaign, for people", async () => {
    const { stdout } = await attribute("--spend", "spend.csv");
    expect(stdout.slice(stdout.indexOf("\nlast-non-direct, beside"))).toBe(`
last-non-direct, beside what was paid
channel         orders  value  spend  cost per order  ROAS   currency
Email                1  90.00   4.00            4.00  22.50  EUR
Organic Search       1   7.00   0.00            0.00  -      EUR
Paid Search          1  10.50  36.01           36.01  0.29   EUR

rows of spend.csv not used: bad_day 1, missing_channel 1
  bad_day: the day is not written as 2026-05-31
  missing_channel: the cell of the channel is empty
`);
  });

  test.each([
    ["channel,day,amount\nEmail,soon,5\n", /^liftproof: spend2\.csv: expected spend, got none of 1 rows; rows not used: bad_day 1; column "day" holds "soon" in row 1; bad_day: the day is not written as 2026-05-31\n$/u],
    ["channel,day,amount,currency\nEmail,2026-03-01,5,USD\n", /^liftproof: spend: expected EUR for Email, the currency of its orders, got USD; convert one into the other first\n$/u],
    ["channel,amount\nEmail,5\n", /^liftproof: spend2\.csv: .*"day"/u],
  ])("edge: %j", async (text, message) => {
    folder.write("spend2.csv", text);
    const { exitCode, stderr } = await attribute("--spend", "spend2.csv");
    expect([exitCode, message.test(stderr) ? "said" : stderr]).toEqual([2, "said"]);
  });
});
