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
  bad_day: the day is not written as 2026-05-31; the first: column "day" holds "march" in row 4
  missing_channel: the cell of the channel is empty; the first: column "channel" is empty in row 5
`);
  });

  test("edge: another currency, money below zero, a channel in other letters and days without orders are said before the numbers", async () => {
    folder.write("spend3.csv", "channel,day,amount,currency\nEmail,2026-03-01,10,\nEmail,2026-02-01,500,EUR\nemail,2026-03-04,7.01,eur\nPaid Search,2026-03-02,-5,EUR\nDisplay,2026-03-02,4,USD\n");
    const { exitCode, stdout } = await attribute("--spend", "spend3.csv", "--currency", "EUR");
    expect(exitCode).toBe(0);
    expect(stdout.split("\n").slice(0, 6)).toEqual([
      "warning: 1 row of spend3.csv is not used: paid in another currency than EUR, that of the orders; nothing is converted",
      "warning: 2 of 5 rows of spend3.csv (40.00%) are not used, so these results speak for the rest only: negative_spend 1, other_currency 1",
      'warning: spend3.csv pays for "email", which no touch has; did you mean "Email"? They are two channels here',
      "warning: 2 rows of spend3.csv, 507.01 EUR, are of days that no order looks back to (2026-02-24 to 2026-03-03); the money is in the sums below all the same: leave such days out, or add the orders they led to",
      "",
      "3 orders, 107.50 EUR, 0 without a touch",
    ]);
    expect(stdout).not.toContain("Display");
    const { rejectedRows, spendWarnings } = JSON.parse((await attribute("--spend", "spend3.csv", "--currency", "EUR", "--json")).stdout) as { rejectedRows: object; spendWarnings: readonly string[] };
    expect([rejectedRows, spendWarnings.length]).toEqual([{ negative_spend: 1, other_currency: 1 }, 4]);
  });

  test.each([
    ["channel,day,amount\nEmail,soon,5\n", /^liftproof: spend2\.csv: expected spend, got none of 1 rows; rows not used: bad_day 1; column "day" holds "soon" in row 1; bad_day: the day is not written as 2026-05-31\n$/u],
    ["channel,day,amount,currency\nEmail,2026-03-01,5,USD\n", /^liftproof: spend2\.csv: expected spend, got none of 1 rows; rows not used: other_currency 1; column "currency" holds "USD" in row 1; other_currency: the money is in another currency than the orders/u],
    ["channel,amount\nEmail,5\n", /^liftproof: spend2\.csv: .*"day"/u],
  ])("edge: %j", async (text, message) => {
    folder.write("spend2.csv", text);
    const { exitCode, stderr } = await attribute("--spend", "spend2.csv");
    expect([exitCode, message.test(stderr) ? "said" : stderr]).toEqual([2, "said"]);
  });
});
