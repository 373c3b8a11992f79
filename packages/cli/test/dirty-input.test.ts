import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();

interface Printed {
  readonly units: number;
  readonly droppedUnits: Record<string, number>;
  readonly rows: { readonly read: number; readonly used: number; readonly rejected: Record<string, number> };
  readonly arms: readonly { readonly arm: string; readonly units: number }[];
  readonly metrics: readonly { readonly missingUnits: number; readonly comparisons: readonly { readonly controlMean: number }[] }[];
}

const options = ["--unit", "id", "--arm", "arm", "--control", "a", "--metric", "kept=rate(kept)", "--json"];

async function analyze(file: string, ...more: readonly string[]): Promise<Printed> {
  const { stdout, stderr } = await runCommand(["analyze", file, ...options, ...more], { cwd: folder.path });
  expect(stderr).toBe("");
  return JSON.parse(stdout) as Printed;
}

async function refused(argv: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runCommand(argv, { cwd: folder.path });
  expect([exitCode, stdout]).toEqual([2, ""]);
  expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  return stderr;
}

describe("files as people have them", () => {
  test("example: a spreadsheet's export: byte order mark, CRLF, semicolons, quoted cells with line ends", async () => {
    const rows = ["\ufeffid;arm;note;kept", '1;a;"two\r\nlines; and a ""quote""";TRUE', "2;b;;FALSE", '"3";"a";x;no', "4;b;;yes"];
    const printed = await analyze(folder.write("sheet.csv", `${rows.join("\r\n")}\r\n`));
    expect(printed.arms.map(({ arm, units }) => [arm, units])).toEqual([["a", 2], ["b", 2]]);
    expect(printed.rows).toEqual({ read: 4, used: 4, rejected: {} });
  });

  test("law: the same rows as CSV, gzip and NDJSON print the same bytes", async () => {
    const rows = Array.from({ length: 60 }, (_, n) => ({ id: `u${n}`, arm: n % 2 === 0 ? "a" : "b", kept: n % 3 === 0 ? 1 : 0 }));
    const csv = `id,arm,kept\n${rows.map(({ id, arm, kept }) => `${id},${arm},${kept}`).join("\n")}\n`;
    const first = await analyze(folder.write("same.csv", csv));
    expect(await analyze(folder.write("same.csv.gz", gzipSync(csv)))).toEqual(first);
    expect(await analyze(folder.write("same.ndjson", rows.map((row) => JSON.stringify(row)).join("\n")))).toEqual(first);
  });

  test("example: damaged ids, crossed units, repeats, bad and missing values leave under their reasons", async () => {
    const rows = ["1,a,1", "2,b,0", "2,b,1", "3,a,1", "3,b,1", "3.69673E+15,a,1", ",b,1", "6,,1", "7,a,maybe", "8,b,", "9,a"];
    const printed = await analyze(folder.write("dirty.csv", `id,arm,kept\n${rows.join("\n")}\n`));
    expect(printed.rows.read).toBe(rows.length);
    expect(printed.rows.rejected).toEqual({ unreadable: 1, missing_unit: 1, damaged_id: 1, missing_arm: 1, bad_value: 1, crossover: 2, repeated: 1 });
    expect(printed.droppedUnits).toEqual({ crossover: 1, bad_value: 1 });
    expect([printed.units, printed.rows.used, printed.metrics[0]?.missingUnits]).toEqual([3, 3, 1]);
  });

  test("edge: an id that is a JSON number with an exponent is damaged, however it is written", async () => {
    const ids = ["3.69673E+15", "3.69673e+15", "3.69673E15", '"3.69673E+15"', "3696730000000000", "36967300000000001234", '"3.69673E15"', "1.5", '"a.b"', "1E+400"];
    const lines = ids.map((id, n) => `{"other": {"id": 3696730000000001}, "id" : ${id},"arm":"${n % 2 === 0 ? "a" : "b"}","kept":1}`);
    const printed = await analyze(folder.write("numbers.ndjson", lines.join("\n")));
    expect([printed.units, printed.rows.rejected]).toEqual([5, { damaged_id: 5 }]);
  });

  const people = ["--unit", "id", "--arm", "arm", "--control", "a"];
  const fileOf = (name: string, cells: readonly string[]): string => folder.write(name, `id,arm,x\n${cells.map((cell, n) => `${n},${n % 2 === 0 ? "a" : "b"},"${cell}"`).join("\n")}\n`);

  test("example: many unreadable cells are said first, with a column, a sample and its row, and counted per metric", async () => {
    const long = `${"x".repeat(60)}\n`;
    const file = fileOf("lost.csv", Array.from({ length: 40 }, (_, n) => (n > 36 ? long : String(n % 2))));
    const { exitCode, stdout, stderr } = await runCommand(["analyze", file, ...people, "--metric", "m=rate(x)"], { cwd: folder.path });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n").slice(0, 4)).toEqual([
      "warning: 3 of 40 rows (7.50%) are not used, so these results speak for the rest only: bad_value 3",
      `  column "x": 3 cells cannot be read: expected true/false, t/f, yes/no or 1/0 for rate(), got "${"x".repeat(40)}..." in row 38`,
      "",
      "arm  units  expected  observed",
    ]);
    expect(stdout).toContain("\n  bad_value: a cell is not what its column must hold");
    const json = await runCommand(["analyze", file, ...people, "--metric", "m=rate(x)", "--json"], { cwd: folder.path });
    expect(JSON.parse(json.stdout)).toMatchObject({ metrics: [{ metric: "m", badValues: 3 }] });
  });

  test("edge: a handful of units is too little to judge the split by", async () => {
    const { stdout } = await runCommand(["analyze", fileOf("few.csv", ["1", "0", "1", "1"]), ...people, "--metric", "m=rate(x)"], { cwd: folder.path });
    expect(stdout).toContain("\nsample ratio: too few units to tell\n");
  });

  test("edge: repeated units and a twentieth of the rows are no warning", async () => {
    const file = folder.write("repeats.csv", `id,arm,x\n${Array.from({ length: 40 }, (_, n) => `${n % 20},${n % 2 === 0 ? "a" : "b"},${n === 39 ? "?" : 1}`).join("\n")}\n`);
    const { stdout } = await runCommand(["analyze", file, ...people, "--metric", "m=rate(x)"], { cwd: folder.path });
    expect(stdout).toMatch(/^arm /u);
  });

  test.each([
    ["a count as rate", ["0", "3", "7", "38"], "m=rate(x)", [], /: --metric m: column "x": expected true\/false, t\/f, yes\/no or 1\/0 for rate\(\), got "3" in row 2; looks like a count or an amount: use mean\(x\); 3 of 4 rows cannot be read\n/u],
    ["a decimal comma", ["1,5", "-2,25", "3"], "m=mean(x)", [], /expected a number for mean\(\), got "1,5" in row 1; looks like a decimal comma: add --decimal ,; 2 of 3/u],
    ["a decimal point", ["1.5", "2.5", "3"], "m=mean(x)", ["--decimal", ","], /looks like a decimal point: leave --decimal out/u],
    ["words", ["much", "more", "3"], "m=ratio(x,id)", [], /expected a number for ratio\(\), got "much" in row 1; 2 of 3 rows cannot be read; check --metric m\n/u],
    ["a covariate of words", ["much", "more", "3"], "m=mean(id)", ["--covariate", "x"], /: --covariate: column "x": expected a number for a covariate, got "much"/u],
  ] as const)("edge: %s in most rows is refused by column, sample and advice", async (name, cells, metric, more, message) => {
    expect(await refused(["analyze", fileOf(`${name}.csv`, cells), ...people, "--metric", metric, ...more])).toMatch(message);
  });

  test("edge: with no unit left the advice names the metric when its values are the cause", async () => {
    const file = folder.write("halves.csv", "id,arm,x,y\n1,a,?,1\n2,b,1,?\n");
    expect(await refused(["analyze", file, ...people, "--metric", "m=rate(x)", "--metric", "n=rate(y)"])).toMatch(/bad_value 2; check --metric m: column "x": expected true\/false/u);
  });

  test("example: rows of arms without a weight are not used", async () => {
    const printed = await analyze(folder.write("arms.csv", "id,arm,kept\n1,a,1\n2,b,0\n3,c,0\n"), "--weights", "a=1,b=1");
    expect(printed.rows.rejected).toEqual({ unknown_arm: 1 });
  });

  test("example: arms that differ only in spaces or case are two, and that is said", async () => {
    const file = folder.write("near.csv", `id,arm,kept\n${Array.from({ length: 40 }, (_, n) => `${n},${["a", "a ", "B", "b"][n % 4]},1`).join("\n")}\n`);
    const { stdout, stderr } = await runCommand(["analyze", file, ...options], { cwd: folder.path });
    expect((JSON.parse(stdout) as Printed).arms).toHaveLength(4);
    expect(stderr).toBe(['note: arms "a" and "a " differ in spaces or case only and are two arms here; write them alike if they are one', 'note: arms "B" and "b" differ in spaces or case only and are two arms here; write them alike if they are one', ""].join("\n"));
  });

  test.each([
    ["empty lines", "\n\n"],
    ["a line of spaces, after a byte order mark", "\ufeff  \r\n"],
    ["the delimiter as spreadsheets say it", "\ufeffsep=;\r\n"],
    ["the same and an empty line", '"sep=;"\n\n'],
  ])("edge: %s before the header", async (name, lead) => {
    const end = lead.includes("\r") ? "\r\n" : "\n";
    const printed = await analyze(folder.write("lead.csv", `${lead}${["id;arm;kept", "1;a;1", '"2";b;0', '3;"a;1', "4;b;1"].join(end)}${end}`));
    expect(printed.rows, name).toEqual({ read: 4, used: 3, rejected: { unreadable: 1 } });
  });

  test("edge: a device is no folder", async () => {
    expect(await refused(["analyze", "/dev/null", ...options])).toMatch(/\/dev\/null: expected a file, got a device or a pipe, which can be read only once; write it to a file first\n/u);
  });

  test("edge: no arm is suggested that shares no letter with the one told", async () => {
    const file = folder.write("letters.csv", "id,arm,kept\n1,b,1\n2,z,1\n");
    expect(await refused(["analyze", file, ...options])).toMatch(/got "a"\n$/u);
  });

  const unusable: readonly (readonly [string, () => string, RegExp])[] = [
    ["a missing column", () => folder.write("column.csv", "id,arm,keptt\n1,a,1\n"), /column\.csv: expected a column "kept", got "id", "arm", "keptt"; did you mean "keptt"\?/u],
    ["an unknown control", () => folder.write("control.csv", "id,arm,kept\n1,A,1\n2,b,1\n"), /--control: expected one of the arms "A", "b", got "a"; did you mean "A"\?/u],
    ["a file of crossed units", () => folder.write("crossed.csv", "id,arm,kept\n1,a,1\n1,b,1\n"), /crossed\.csv: expected units to analyze, got none of 2 rows; rows not used: crossover 2; check --unit and --arm/u],
    ["one arm only", () => folder.write("one.csv", "id,arm,kept\n1,a,1\n"), /--arm: expected at least two arms, got only "a"/u],
    ["the id column as arm", () => folder.write("ids.csv", `id,arm,kept\nx,a,1\n${Array.from({ length: 59 }, (_, n) => `${n},arm${n},1`).join("\n")}\n`), /expected a column with at most 50 different arms, got 60; is it the right column\?/u],
    ["a header alone", () => folder.write("header.csv", "id,arm,kept\r\n"), /header\.csv: expected rows under the header, got none/u],
    ["an empty file", () => folder.write("empty.csv", ""), /empty\.csv: expected a header line and rows, got an empty file/u],
    ["a folder", () => ".", /\.: expected a file, got a folder; name one file in it/u],
    ["binary data", () => folder.write("picture.csv", new Uint8Array([137, 80, 78, 71, 0, 0, 0, 13])), /picture\.csv: expected CSV, NDJSON or Parquet, got binary data/u],
    ["a gzip file cut short", () => folder.write("cut.csv.gz", gzipSync("id,arm,kept\n1,a,1\n".repeat(500)).subarray(0, 50)), /cut\.csv\.gz: expected a whole gzip file, got one that breaks off/u],
  ];

  test.each(unusable)("edge: %s: one line that names the file and what to do, exit 2", async (_, path, message) => {
    expect(await refused(["analyze", path(), ...options])).toMatch(message);
  });
});

describe("attribute on dirty files", () => {
  const columns = ["--identity", "who", "--time", "at", "--channel", "channel", "--json"];

  test("example: orders of their own file, rows out of order, unreadable rows counted", async () => {
    const touches = ["who;at;channel", "u1;2026-01-03T00:00:00+02:00;Email", "u1;2026-01-01;Search", "u2;2026-01-02;(direct)", "u3;soon;Email", ";2026-01-02;Email", "1,2E+9;2026-01-02;Email"];
    const orders = ["id,who,at,value,currency", "o1,u1,2026-01-04,10.10,usd", "o2,u2,2026-01-04,0.05,USD", "o3,u9,2026-01-04,1.00,USD", "o3,u9,2026-01-04,1.00,USD", "o4,u1,2026-01-05,ten,USD"];
    folder.write("touches.csv", `${touches.join("\r\n")}\r\n`);
    folder.write("orders.csv", orders.join("\n"));
    const argv = ["attribute", "touches.csv", ...columns, "--orders", "orders.csv", "--order-id", "id", "--order-time", "at", "--order-value", "value", "--model", "last-non-direct,linear"];
    const { exitCode, stdout } = await runCommand(argv, { cwd: folder.path });
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      orders: 3,
      value: 11.15,
      ordersWithoutTouch: 1,
      models: {
        "last-non-direct": [{ channel: "Email", orders: 1, value: 10.1 }, { channel: "direct", orders: 2, value: 1.05 }],
        linear: [{ channel: "Email", orders: 0.5, value: 5.05 }, { channel: "Search", orders: 0.5, value: 5.05 }, { channel: "direct", orders: 2, value: 1.05 }],
      },
      rejectedTouches: {},
      rejectedRows: { bad_time: 1, missing_identity: 1, damaged_id: 1, repeated_order: 1, bad_value: 1 },
      currency: "USD",
    });
  });

  test("example: many rows left out are said first, for each file, and a few or repeated ones are not", async () => {
    const rows = (bad: number, repeated: number): string[] => Array.from({ length: 40 }, (_, n) => `u${n},${n < bad ? "soon" : "2026-01-01"},Email,e${n < 40 - repeated ? n : 0}`);
    const orders = Array.from({ length: 10 }, (_, n) => `o${n},u30,2026-01-02,${n < 5 ? "ten" : "10"}`);
    folder.write("orders.csv", ["id,who,at,value", ...orders].join("\n"));
    const printed = async (bad: number, repeated: number, more: readonly string[]): Promise<string> => {
      folder.write("touches.csv", ["who,at,channel,event", ...rows(bad, repeated)].join("\n"));
      return (await runCommand(["attribute", "touches.csv", ...columns.slice(0, -1), "--event-id", "event", ...more], { cwd: folder.path })).stdout;
    };
    expect((await printed(3, 9, withOrders)).split("\n").slice(0, 4)).toEqual([
      "warning: 3 of 40 rows of touches.csv (7.50%) are not used, so these results speak for the rest only: bad_time 3",
      "warning: 5 of 10 rows of orders.csv (50.00%) are not used, so these results speak for the rest only: bad_value 5",
      "",
      expect.stringMatching(/^5 orders, 50\.00 EUR/u),
    ]);
    folder.write("orders.csv", ["id,who,at,value", ...orders.slice(5)].join("\n"));
    expect(await printed(2, 9, withOrders)).toMatch(/^5 orders/u);
  });

  test("edge: a person who is a JSON number with an exponent is nobody", async () => {
    folder.write("who.ndjson", '{"who (é😀)":3.69673E+15,"at":"2026-01-01","channel":"Email"}\n{"who (é😀)":7,"at":"2026-01-01","channel":"Email"}\n');
    folder.write("orders.ndjson", '{"id":1,"who (é😀)":7,"at":"2026-01-02","value":1e3}\n{"id":2,"who (é😀)":3.69673e15,"at":"2026-01-02","value":1}\n');
    const { stdout } = await runCommand(["attribute", "who.ndjson", ...columns, "--identity", "who (é😀)", "--orders", "orders.ndjson", "--order-id", "id", "--order-time", "at", "--order-value", "value"], { cwd: folder.path });
    expect(JSON.parse(stdout)).toMatchObject({ orders: 1, value: 1000, rejectedRows: { damaged_id: 2 } });
  });

  const withOrders = ["--orders", "orders.csv", "--order-id", "id", "--order-time", "at", "--order-value", "value"];

  test("example: rows left out are shown for each file, with what the reason means", async () => {
    folder.write("touches.csv", "who,at,channel\nu1,2026-01-01,Email\nu2,soon,Email\n");
    folder.write("orders.csv", "id,who,at,value\no1,u1,2026-01-02,10\no2,u1,2026-01-02,ten\no1,u1,2026-01-02,10\n");
    const { stdout } = await runCommand(["attribute", "touches.csv", ...columns.slice(0, -1), ...withOrders], { cwd: folder.path });
    expect(stdout).toContain("\nrows of touches.csv not used: bad_time 1\n  bad_time: the instant is not ISO 8601; numbers need --time-unit s, ms or us; the first: column \"at\" holds \"soon\" in row 2\n");
    expect(stdout).toContain("\nrows of orders.csv not used: bad_value 1, repeated_order 1\n  bad_value: ");
  });

  test("law: every reason says where it first stands, and none shows an id", async () => {
    folder.write("touches.csv", ["id,who,at,channel", "t1,ada,2026-01-01,Email", "t2,,2026-01-01,Email", "t3,3E+9,2026-01-01,Email", "t4,ada,,Email", "t1,ada,2026-01-02,Email", " ,ada,2026-01-02,Email", "t9", "t8,ada,2026-01-02,Search"].join("\n"));
    folder.write("orders.csv", ["id,who,at,value", "o1,ada,2026-01-03,1", "o2,,2026-01-03,1", ",ada,2026-01-03,1", "o1,ada,2026-01-04,1", "o4,ada,,1", "o5,ada,2026-01-04, ", '"o6,ada'].join("\n"));
    const { stdout } = await runCommand(["attribute", "touches.csv", ...columns.slice(0, -1), "--event-id", "id", ...withOrders], { cwd: folder.path });
    const places = [...stdout.matchAll(/^ {2}(\w+): .*; the first: (.*)$/gmu)].map(([, reason, place]) => `${reason}: ${place}`);
    expect(places).toEqual([
      'missing_identity: column "who" is empty in row 2', 'damaged_id: column "who" in row 3', 'missing_time: column "at" is empty in row 4', "repeated_event: rows 1 and 5",
      'missing_event_id: column "id" is empty in row 6', "unreadable: line 8 of the file",
      'missing_identity: column "who" is empty in row 2', 'missing_order_id: column "id" is empty in row 3', "repeated_order: rows 1 and 4", 'missing_time: column "at" is empty in row 5',
      'missing_value: column "value" is empty in row 6', "unreadable: line 8 of the file",
    ]);
    expect(stdout).not.toMatch(/\bada\b|3E\+9|\bt[1-9]\b|\bo[1-6]\b/u);
  });

  test.each([
    ["orders with a decimal comma", "u1,2026-01-01,Email", 'o1,u1,2026-01-02,"10,50"\no2,u1,2026-01-02,"7,00"', /orders\.csv: expected orders, got none of 2 rows; rows not used: bad_value 2; column "value" holds "10,50" in row 1; looks like a decimal comma: add --decimal ,\n/u],
    ["orders with numbers as times", "u1,2026-01-01,Email", "o1,u1,1767312000,1", /orders\.csv: expected orders, got none of 1 rows; rows not used: bad_time 1; column "at" holds "1767312000" in row 1; bad_time: the instant is not ISO 8601; numbers need --time-unit/u],
    ["touches with ruined ids", "3.7E+15,2026-01-01,Email", "o1,u1,2026-01-02,1", /touches\.csv: expected touches, got none of 1 rows; rows not used: damaged_id 1; column "who" in row 1; damaged_id: ids like 3,69673E\+15 were ruined/u],
  ])("edge: %s are refused with reasons and a sample that is no id", async (_, touch, orders, message) => {
    folder.write("touches.csv", `who,at,channel\n${touch}\n`);
    folder.write("orders.csv", `id,who,at,value\n${orders}\n`);
    expect(await refused(["attribute", "touches.csv", ...columns, ...withOrders])).toMatch(message);
  });

  test("edge: conversions whose values cannot be read are refused, a file without conversions is not", async () => {
    folder.write("conversions.csv", "who,at,channel,conversion,value\nu1,2026-01-01,Email,0,\nu1,2026-01-02,,1,much\n");
    const argv = ["attribute", "conversions.csv", ...columns, "--conversion", "conversion"];
    expect(await refused([...argv, "--value", "value"])).toMatch(/conversions\.csv: expected orders, got none of 2 rows; rows not used: bad_value 1; column "value" holds "much" in row 2; bad_value: a cell is not/u);
    folder.write("conversions.csv", "who,at,channel,conversion,value\nu1,2026-01-01,Email,0,\n");
    expect(JSON.parse((await runCommand(argv, { cwd: folder.path })).stdout)).toMatchObject({ orders: 0 });
  });

  const money = ["--conversion", "conversion", "--value", "value"];
  const priced = (...rows: readonly string[]): string => folder.write("priced.csv", `who,at,channel,conversion,value,currency\n${rows.join("\n")}\n`);
  const paid = ["u1,2026-01-01,Email,0,,", "u1,2026-01-02,,1,3,usd ", "u1,2026-01-03,,1,5,", "u2,2026-01-03,,1,7, ", "u2,2026-01-04,,1,9,US Dollar", "u2,2026-01-05,,1,9,XTS"];

  test("law: of rows under one id the earliest instant counts, then the content, wherever the rows stand", async () => {
    const touches = ["t1,u1,2026-01-02,Search,c2", "t1,u1,2026-01-01,Email,", "t1,u9,2026-01-01,Push,c9", "t2,u2,2026-01-01,Digest,c2"];
    const orders = ["o1,u1,2026-01-05,7", "o1,u1,2026-01-04,3", "o2,u2,2026-01-04,5", "o2,u2,2026-01-04,4"];
    const told = async (ofTouches: readonly string[], ofOrders: readonly string[]): Promise<Record<string, unknown>> => {
      folder.write("twice.csv", ["id,who,at,channel,campaign", ...ofTouches].join("\n"));
      folder.write("orders.csv", ["id,who,at,value", ...ofOrders].join("\n"));
      return JSON.parse((await runCommand(["attribute", "twice.csv", ...columns, "--campaign", "campaign", "--event-id", "id", ...withOrders], { cwd: folder.path })).stdout) as Record<string, unknown>;
    };
    const first = await told(touches, orders);
    expect(first).toMatchObject({ orders: 2, value: 7, models: { "last-non-direct": [{ channel: "Digest", value: 4 }, { channel: "Email", value: 3 }] }, rejectedRows: { repeated_event: 2, repeated_order: 2 } });
    expect(await told(touches.toReversed(), orders.toReversed())).toEqual(first);
  });

  test("edge: an amount that cannot be added to the others exactly is set aside alone", async () => {
    folder.write("touches.csv", "who,at,channel\nu1,2026-01-01,Email\n");
    const withAmounts = async (...amounts: readonly string[]): Promise<Record<string, unknown>> => {
      folder.write("orders.csv", ["id,who,at,value", ...amounts.map((amount, n) => `o${n},u1,2026-01-02,${amount}`)].join("\n"));
      return JSON.parse((await runCommand(["attribute", "touches.csv", ...columns, ...withOrders], { cwd: folder.path })).stdout) as Record<string, unknown>;
    };
    const set = { rejectedRows: { too_large: 1 } };
    expect(await withAmounts("10.50", "7", "99999999999999")).toMatchObject({ orders: 2, value: 17.5, ...set });
    expect(await withAmounts("10.50", "7", `1${"0".repeat(40)}`)).toMatchObject({ orders: 2, value: 17.5, ...set });
    expect(await withAmounts("15000000", "25000000", "0.123456789")).toMatchObject({ orders: 2, value: 40_000_000, ...set });
    folder.write("orders.csv", "id,who,at,value\no1,u1,2026-01-02,99999999999999\n");
    expect(await refused(["attribute", "touches.csv", ...columns, ...withOrders])).toMatch(/^liftproof: orders\.csv: expected orders, got none of 1 rows; rows not used: too_large 1; column "value" holds "99999999999999" in row 1; too_large: the amount and the decimals /u);
  });

  test("edge: an order whose currency is empty or none is left out, never taken for EUR", async () => {
    const argv = ["attribute", priced(...paid), ...columns, ...money];
    const printed = JSON.parse((await runCommand(argv, { cwd: folder.path })).stdout) as Record<string, unknown>;
    expect(printed).toMatchObject({ orders: 1, value: 3, currency: "USD", rejectedRows: { missing_currency: 2, bad_currency: 2 } });
    const told = (await runCommand(argv.filter((word) => word !== "--json"), { cwd: folder.path })).stdout;
    expect(told).toContain("\n  missing_currency: the cell of the currency is empty; fill it, or name one for all such rows with --currency; the first: column \"currency\" is empty in row 3\n  bad_currency: the currency is no code of ISO 4217");
    expect(JSON.parse((await runCommand([...argv, "--currency", "usd"], { cwd: folder.path })).stdout)).toMatchObject({ orders: 3, value: 15, currency: "USD", rejectedRows: { bad_currency: 2 } });
    folder.write("plain.csv", "who,at,channel,conversion,value\nu1,2026-01-02,,1,3\n");
    expect(JSON.parse((await runCommand(["attribute", "plain.csv", ...argv.slice(2)], { cwd: folder.path })).stdout)).toMatchObject({ orders: 1, currency: "EUR" });
  });

  test("edge: a file whose every currency is none is refused with the cell, in its own file of orders as well", async () => {
    expect(await refused(["attribute", priced("u1,2026-01-01,Email,0,,", "u1,2026-01-02,,1,3,Euros"), ...columns, ...money])).toMatch(/expected orders, got none of 2 rows; rows not used: bad_currency 1; column "currency" holds "Euros" in row 2; bad_currency: the currency is no code of ISO 4217/u);
    folder.write("touches.csv", "who,at,channel\nu1,2026-01-01,Email\n");
    folder.write("orders.csv", "id,who,at,value,currency\no1,u1,2026-01-02,3,\no2,u1,2026-01-02,3,\no3,u1,2026-01-02,3,EU\n");
    expect(await refused(["attribute", "touches.csv", ...columns, ...withOrders])).toMatch(/orders\.csv: expected orders, got none of 3 rows; rows not used: missing_currency 2, bad_currency 1; column "currency" is empty in row 1; missing_currency: the cell/u);
    expect(await refused(["attribute", "touches.csv", ...columns, ...withOrders, "--currency", "Euros"])).toMatch(/--currency: expected a code of ISO 4217, as in EUR, got "Euros"/u);
  });

  test("edge: orders in several currencies are refused by file and count, whatever --currency names", async () => {
    const argv = ["attribute", priced("u1,2026-01-01,Email,0,,", "u1,2026-01-02,,1,3,EUR", "u1,2026-01-03,,1,5,USD", "u1,2026-01-04,,1,5,USD"), ...columns, ...money];
    expect(await refused(argv)).toBe("liftproof: priced.csv: expected orders in one currency, got 1 in EUR, 2 in USD; keep the rows of one currency in the file and attribute each by itself (--currency fills empty cells, it chooses and converts nothing)\n");
    expect(await refused([...argv, "--currency", "EUR"])).toContain("got 1 in EUR, 2 in USD");
    expect(await refused([...argv, "--currency", "JPY"])).toContain("got 1 in EUR, 2 in USD");
    const dollars = ["attribute", priced("u1,2026-01-01,Email,0,,", "u1,2026-01-03,,1,5,USD"), ...columns, ...money, "--currency", "JPY"];
    expect(await refused(dollars)).toBe("liftproof: priced.csv: expected orders in JPY, which --currency names, got 1 in USD by the column currency; --currency fills its empty cells only: leave the option out, or keep in the file what is in JPY\n");
  });

  test("edge: a channel of --direct that no touch has is said on stderr", async () => {
    folder.write("direct.csv", "who,at,channel,conversion\nu1,2026-01-01,Email,0\nu1,2026-01-02,Push,0\nu1,2026-01-03,,1\n");
    const { exitCode, stdout, stderr } = await runCommand(["attribute", "direct.csv", ...columns, "--conversion", "conversion", "--direct", "push,Radio,Push"], { cwd: folder.path });
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ orders: 1 })]);
    expect(await refused(["attribute", "direct.csv", ...columns, "--conversion", "conversion", "--direct", "Push,"])).toBe('liftproof: --direct: expected channels separated by commas, as in App,Push, got "Push,"; take out the empty one\n');
    expect(stderr).toBe('note: --direct: expected channels of direct.csv, got "push", which no touch has; did you mean "Push"?\nnote: --direct: expected channels of direct.csv, got "Radio", which no touch has; leave it out or check its spelling\n');
  });

  test("edge: --direct direct is no stray channel: it means direct in every file", async () => {
    folder.write("built-in.csv", "who,at,channel,conversion\nu1,2026-01-01,Digest,0\nu1,2026-01-02,direct,0\nu1,2026-01-03,,1\n");
    const { exitCode, stderr } = await runCommand(["attribute", "built-in.csv", ...columns, "--conversion", "conversion", "--direct", "direct"], { cwd: folder.path });
    expect([exitCode, stderr]).toEqual([0, ""]);
  });

  test("edge: an order's own row is told to machines only, for it is no lost touch", async () => {
    folder.write("own.csv", "who,at,channel,conversion\nu1,2026-01-01,Digest,0\nu1,2026-01-03,Email,1\n");
    const argv = ["attribute", "own.csv", ...columns, "--conversion", "conversion"];
    expect(JSON.parse((await runCommand(argv, { cwd: folder.path })).stdout)).toMatchObject({ rejectedTouches: { own_event: 1 } });
    const told = (await runCommand(argv.filter((word) => word !== "--json"), { cwd: folder.path })).stdout;
    expect(told).toContain("Digest");
    expect(told).not.toContain("rejected");
  });

  test("example: a click judged elsewhere is proof and beats a later tag", async () => {
    folder.write("status.csv", "who,at,channel,status,conversion,value\nu1,2026-01-01,Email,verified,0,\nu1,2026-01-02,Search,,0,\nu1,2026-01-03,,,1,7\nu2,2026-01-03,Search,maybe,0,\n");
    const argv = ["attribute", "status.csv", ...columns, "--click-status", "status", "--conversion", "conversion", "--value", "value"];
    const printed = JSON.parse((await runCommand(argv, { cwd: folder.path })).stdout) as Record<string, unknown>;
    expect(printed["models"]).toEqual({ "last-non-direct": [{ channel: "Email", orders: 1, value: 7 }] });
    expect(printed["proof"]).toEqual({ ordersWithProof: 1, ordersMoved: 1, valueMoved: 7 });
    expect(printed["rejectedRows"]).toEqual({ bad_status: 1 });
  });

  test("example: a channel told to be direct wins only when alone, under its own name", async () => {
    folder.write("direct.csv", "who,at,channel,conversion\nu1,2026-01-01,Email,0\nu1,2026-01-02,App,0\nu1,2026-01-03,,1\nu2,2026-01-01,App,0\nu2,2026-01-03,,1\n");
    const argv = ["attribute", "direct.csv", ...columns, "--conversion", "conversion", "--direct", "App,Push", "--model", "last-non-direct,first"];
    const printed = JSON.parse((await runCommand(argv, { cwd: folder.path })).stdout) as Record<string, unknown>;
    const each = [{ channel: "App", orders: 1, value: 0 }, { channel: "Email", orders: 1, value: 0 }];
    expect(printed["models"]).toEqual({ "last-non-direct": each, first: each });
  });

  test("edge: proof moves only what proof won: neither a claim refused for want of it nor a channel of --direct", async () => {
    folder.write("unmoved.csv", "who,at,channel,campaign,status,conversion,value\nu1,2026-01-01,Email,spring,,0,\nu1,2026-01-02,Facebook,,,0,\nu1,2026-01-03,,,,1,7\nu2,2026-01-01,Facebook,,verified,0,\nu2,2026-01-03,,,,1,5\nu3,2026-01-01,Email,x,verified,0,\nu3,2026-01-03,,,,1,2\n");
    folder.write("unmoved.yaml", "require_proof: [{ campaign: spring }]\n");
    const argv = ["attribute", "unmoved.csv", ...columns, "--campaign", "campaign", "--click-status", "status", "--conversion", "conversion", "--value", "value", "--direct", "Facebook", "--rules", "unmoved.yaml", "--facts", "unmoved.ndjson"];
    const printed = JSON.parse((await runCommand(argv, { cwd: folder.path })).stdout) as Record<string, unknown>;
    expect(printed["models"]).toEqual({ "last-non-direct": [{ channel: "Email", orders: 1, value: 2 }, { channel: "Facebook", orders: 2, value: 12 }] });
    expect(printed["proof"]).toEqual({ ordersWithProof: 2, ordersMoved: 0, valueMoved: 0 });
    const facts = readFileSync(join(folder.path, "unmoved.ndjson"), "utf8").trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
    // With proof off nothing is required, so the first order would go to the claim that was refused; no proof won it, so none moved it.
    expect(facts.map((fact) => [fact["channel"], fact["without_proof_channel"]])).toEqual([["Facebook", "Email"], ["Facebook", "Facebook"], ["Email", "Email"]]);
  });

  test("edge: labels are those of a lake: outer spaces and capitals make no other campaign, and a padded (none) is none", async () => {
    const fast = ["c1", "C1 ", " c1", "C1"].map((campaign, n) => `u2,2026-01-01T00:00:0${n}Z,ads,cpc,${campaign},0`);
    folder.write("spelled.csv", ["who,at,source,medium,campaign,conversion", "u1,2026-01-01,google,cpc,x,0", "u1,2026-01-02,google, CPC ,Spring ,0", "u1,2026-01-02T01:00:00Z, , (none) ,,0", "u1,2026-01-03,,,,1", ...fast, "u2,2026-01-02,,,,1"].join("\n"));
    folder.write("spelled.yaml", "require_proof: [{ campaign: spring }]\nfraud: { windows: [{ within: 10m, at_most: 3 }] }\n");
    const argv = ["attribute", "spelled.csv", "--identity", "who", "--time", "at", "--source", "source", "--medium", "medium", "--campaign", "campaign", "--conversion", "conversion", "--rules", "spelled.yaml", "--json"];
    const printed = JSON.parse((await runCommand(argv, { cwd: folder.path })).stdout) as Record<string, unknown>;
    expect(printed["models"]).toEqual({ "last-non-direct": [{ channel: "Paid Search", orders: 1, value: 0 }, { channel: "direct", orders: 1, value: 0 }] });
    expect(printed["rejectedTouches"]).toEqual({ own_event: 2, too_fast: 4, unproven_claim: 1 });
  });

  test("example: the fraud filter of the rules takes out what came too fast", async () => {
    const fast = Array.from({ length: 4 }, (_, n) => `u1,2026-01-01T00:00:0${n}Z,Ads,c1,d1,0`);
    folder.write("fast.csv", ["who,at,channel,campaign,device,conversion", "u1,2025-12-31,Email,c2,d1,0", ...fast, "u1,2026-01-02,,,,1"].join("\n"));
    folder.write("fraud.yaml", "fraud:\n  windows:\n    - { within: 10m, at_most: 3 }\n");
    const argv = ["attribute", "fast.csv", ...columns, "--campaign", "campaign", "--device", "device", "--conversion", "conversion", "--rules", "fraud.yaml"];
    const printed = JSON.parse((await runCommand(argv, { cwd: folder.path })).stdout) as Record<string, unknown>;
    expect(printed["models"]).toEqual({ "last-non-direct": [{ channel: "Email", orders: 1, value: 0 }] });
    expect(printed["rejectedTouches"]).toEqual({ own_event: 1, too_fast: 4 });
  });

  test("edge: a rules file is refused by file, line and key", async () => {
    folder.write("t.csv", "who,at,channel,conversion\nu1,2026-01-01,Email,1\n");
    const argv = ["attribute", "t.csv", ...columns, "--conversion", "conversion", "--rules", "rules.yaml"];
    folder.write("rules.yaml", "lookback: 7d\nlookbak: 3d\n");
    expect(await refused(argv)).toMatch(/liftproof: rules\.yaml:2: lookbak: expected one of lookback, [^\n]*, got the unknown key "lookbak"; did you mean lookback\?\n/u);
  });
});
