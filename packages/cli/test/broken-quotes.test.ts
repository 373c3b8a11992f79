import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();

interface Lines {
  readonly rows: number;
  /** Lines that stand in place of the row of that number. */
  readonly instead: Readonly<Record<number, string>>;
  readonly end?: string;
}

/** Rows "17,b,1" under a header, some of them replaced. */
function fileOf(name: string, { rows, instead, end = "\n" }: Lines): string {
  const lines = Array.from({ length: rows }, (_, n) => instead[n] ?? `${n},${n % 2 === 0 ? "a" : "b"},1`);
  return folder.write(name, `${["id,arm,kept", ...lines].join(end)}${end}`);
}

async function rowsOf(file: string): Promise<{ readonly exitCode: number; readonly rows: unknown; readonly units: number }> {
  const argv = ["analyze", file, "--unit", "id", "--arm", "arm", "--control", "a", "--metric", "kept=rate(kept)", "--json"];
  const { exitCode, stdout } = await runCommand(argv, { cwd: folder.path });
  const { rows, units } = JSON.parse(stdout) as { rows: unknown; units: number };
  return { exitCode, rows, units };
}

const broken = (read: number, unreadable: number): unknown => ({ exitCode: 0, rows: { read, used: read - unreadable, rejected: { unreadable } }, units: read - unreadable });

describe("a quote that is never closed, or closed in another row", () => {
  test.each([
    ["never closed", { 10: '10,"a,1' }, 1],
    ["closed by the opening one of a later row", { 10: '10,"a,1', 50: '50,"b,1' }, 2],
    ["closed by a later row, which ends with it", { 10: '10,"a,1', 50: '50,"' }, 2],
    ["opened after a space", { 10: '10, "a,1' }, 1],
    ["in the last row", { 99: '99,b,"1' }, 1],
    ["beside quotes that are right", { 9: '9,"b","1"', 10: '"10,"a",1', 11: '"11","b",1' }, 1],
    ["with text after its end", { 10: '10,"a"x,"1' }, 1],
    ["around a cell of several lines", { 10: '10,"a\nb\nc"x,1' }, 3],
  ] as const)("edge: %s, it costs the row it stands in", async (name, instead, unreadable) => {
    const lines = Object.values(instead).reduce((sum, text) => sum + text.split("\n").length - 1, 0);
    expect(await rowsOf(fileOf(`${name}.csv`, { rows: 100, instead }))).toEqual(broken(100 + lines, unreadable));
    const crlf = Object.fromEntries(Object.entries(instead).map(([row, text]) => [row, text.replaceAll("\n", "\r\n")]));
    expect(await rowsOf(fileOf(`${name} crlf.csv`, { rows: 100, instead: crlf, end: "\r\n" }))).toEqual(broken(100 + lines, unreadable));
  });

  test("edge: in a file of many megabytes no other row is lost, wherever the quote stands", async () => {
    const file = fileOf("large.csv", { rows: 500_000, instead: { 200: '200,"a,1', 300_001: '300001,b,"1', 400_000: '"400000\nand, more",a,1' } });
    const { exitCode, rows } = await rowsOf(file);
    expect([exitCode, rows]).toEqual([0, { read: 500_000, used: 499_998, rejected: { unreadable: 2 } }]);
  });

  test("edge: cells of several lines stay one cell", async () => {
    const instead = { 10: '"10\n","a","1"', 11: '"11","b", "1"', 12: '12,"a" ,1', 13: '"\n13, ""or"" so",b,1' };
    const { rows } = await rowsOf(fileOf("legal.csv", { rows: 100, instead }));
    expect(rows).toEqual({ read: 100, used: 100, rejected: {} });
  });

  test("edge: in the header it is refused by line and with what to do", async () => {
    const file = folder.write("head.csv", 'id,"arm,kept\n1,a,1\n2,b,1\n');
    const { exitCode, stderr } = await runCommand(["analyze", file, "--unit", "id", "--arm", "arm", "--control", "a"], { cwd: folder.path });
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/head\.csv: line 1: expected the quote opened in the header to be closed in its cell, got .*; close it or take it out\n$/u)]);
  });

  test("example: attribute keeps every other touch and order", async () => {
    const touches = Array.from({ length: 60 }, (_, n) => `u${n},2026-01-01,${n === 5 ? '"Email' : "Email"}`);
    const orders = Array.from({ length: 60 }, (_, n) => `o${n},${n === 7 ? '"u7' : `u${n}`},2026-01-02,1.00`);
    folder.write("touches.csv", `who,at,channel\n${touches.join("\n")}\n`);
    folder.write("orders.csv", `id,who,at,value\n${orders.join("\n")}\n`);
    const argv = ["attribute", "touches.csv", "--identity", "who", "--time", "at", "--channel", "channel", "--orders", "orders.csv", "--order-id", "id", "--order-time", "at", "--order-value", "value", "--json"];
    const { exitCode, stdout } = await runCommand(argv, { cwd: folder.path });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ orders: 59, ordersWithoutTouch: 1, rejectedRows: { unreadable: 2 } });
  });
});
