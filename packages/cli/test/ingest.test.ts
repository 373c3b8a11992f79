import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { listBronze } from "@liftproof/adapters/files";
import { describe, expect, test } from "vitest";
import { receiptOf } from "../src/ingest/receipt-of.ts";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const run = (...argv: string[]): Promise<CommandRun> => runCommand(argv, { cwd: folder.path });
const day = (text: string): number => Date.parse(text) * 1000;

const landing = { event_name: "landing.view", event_id: "e1", event_ts: "2025-06-01T10:00:00Z", anon_id: "a1", utm_source: "newsletter", utm_medium: "email", payload: { note: "line\u2028here" } };
const link = { event_name: "identity.link", event_id: "e2", event_ts: "2025-06-02T10:04:00Z", anon_id: "a1", user_id: "u1", payload: { anon_id: "a1", user_id: "u1" } };
const order = { event_name: "order.created", event_id: "e3", event_ts: "2025-06-02T10:05:00Z", user_id: "u1", payload: { order_id: "o1", value_minor: 4990, currency: "EUR" } };
const lines = [JSON.stringify(landing), "no event", JSON.stringify({ ...link, received_at: "2025-06-02T10:04:30Z" }), "", JSON.stringify({ ...order, received_ts_us: day("2025-06-02T11:00:00Z") }), JSON.stringify({ ...order, event_id: "e4", payload: {} })];

async function rows(lake: string, sql: string): Promise<unknown[]> {
  const duckDb = await openDuckDb({ path: join(folder.path, lake), readOnly: true });
  try {
    return await duckDb.all(sql);
  } finally {
    await duckDb.close();
  }
}

describe("ingest of a file of events", () => {
  test("example: a newcomer's own events become an attributed order, twice the same", async () => {
    folder.write("events.ndjson", `\ufeff${lines.join("\r\n")}\r\n`);
    const first = await run("ingest", "--from", "events.ndjson", "--lake", "mine.duckdb");
    expect([first.exitCode, first.stderr]).toEqual([0, ""]);
    expect(first.stdout).toBe("events.ndjson: 5 lines, 3 accepted, rejected: missing_field 1, not_json 1; kept in bronze\n  events.ndjson:2: not_json: line: expected one JSON object, got text that is no JSON\n  events.ndjson:6: missing_field: payload.order_id: expected a value, got none\n  their text: SELECT code, path, raw_json FROM lake.rejected\nbronze objects: 4 read, 0 held already\n5 lines: 3 events, 0 duplicates, 2 rejected\n");
    expect(await rows("mine.duckdb", "SELECT event_id, received_ts_us FROM lake.events ORDER BY event_id")).toEqual([
      { event_id: "e1", received_ts_us: BigInt(day("2025-06-01T10:00:00Z")) },
      { event_id: "e2", received_ts_us: BigInt(day("2025-06-02T10:04:30Z")) },
      { event_id: "e3", received_ts_us: BigInt(day("2025-06-02T11:00:00Z")) },
    ]);
    const again = await run("ingest", "--from", "events.ndjson", "--lake", "mine.duckdb", "--json");
    expect(JSON.parse(again.stdout)).toMatchObject({ objects: 0, known: 4, events: 0, accepted: { lines: 5, accepted: 3, rejected: { missing_field: 1, not_json: 1 } } });
    expect((await run("ingest", "--from", "events.ndjson", "--lake", "mine.duckdb")).stdout).toBe("events.ndjson: nothing new: all 5 lines are held already\n");
    expect((await run("build", "--lake", "mine.duckdb")).exitCode).toBe(0);
    expect(await rows("mine.duckdb", "SELECT order_id, channel FROM lake.fact_attribution_checkout")).toEqual([{ order_id: "o1", channel: "Email" }]);
  });

  test("edge: build takes rules with a reset, impressions and a fraud filter", async () => {
    folder.write("few.ndjson", `${JSON.stringify(landing)}\n`);
    await run("ingest", "--from", "few.ndjson", "--lake", "few.duckdb", "--bronze", "few");
    folder.write("rules.yaml", "reset: true\nview_through: { lookback: 1d, events: [landing.view] }\nfraud: true\n");
    expect(await run("build", "--lake", "few.duckdb", "--rules", "rules.yaml")).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await rows("few.duckdb", "SELECT DISTINCT tier FROM lake.int_touches")).toEqual([{ tier: "view_through" }]);
  });

  test("example: gzip, a bronze folder of one's own, one instant of receipt", async () => {
    folder.write("events.ndjson.gz", gzipSync(`${JSON.stringify(landing)}\n`));
    const { exitCode, stdout } = await run("ingest", "--from", "events.ndjson.gz", "--lake", "gz.duckdb", "--bronze", "deep/bronze", "--received-at", "2025-07-01", "--json");
    expect([exitCode, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ events: 1 })]);
    expect(readdirSync(join(folder.path, "deep/bronze/raw"))).toEqual(["event_dt=2025-07-01"]);
  });

  test("edge: a line's time of receipt is no part of its event; what has no instant is received when the file was", () => {
    expect(receiptOf('{"event_ts_us":5,"received_ts_us":7}', { otherwiseUs: 1 })).toEqual({ receivedAtUs: 7, event: '{"event_ts_us":5}' });
    expect(receiptOf('{"event_ts_us":5}', { otherwiseUs: 1 })).toEqual({ receivedAtUs: 5, event: '{"event_ts_us":5}' });
    expect(receiptOf('{"event_ts_us":-5}', { otherwiseUs: 1 }).receivedAtUs).toBe(1);
    expect(receiptOf('{"received_at":"2025-06-02T10:04:30Z","x":1}', { receivedAtUs: 3, otherwiseUs: 1 })).toEqual({ receivedAtUs: 3, event: '{"x":1}' });
    expect(receiptOf('{"received_ts_us":7,"x":1e400}', { otherwiseUs: 1 })).toEqual({ receivedAtUs: 7, event: '{"received_ts_us":7,"x":1e400}' });
    for (const line of ["{", "[]", "null", "7"]) expect(receiptOf(line, { otherwiseUs: 1 })).toEqual({ receivedAtUs: 1, event: line });
  });

  test("example: events under one id that tell different stories are said by ingest, build and the page", async () => {
    const again = { ...order, received_at: "2025-06-02T12:00:00Z", payload: { ...order.payload, value_minor: 5000 } };
    folder.write("twice.ndjson", [{ ...landing, received_at: "2025-06-04T00:00:00Z" }, link, order, again, { ...order, received_at: "2025-06-03T00:00:00Z" }].map((event) => JSON.stringify(event)).join("\n"));
    const said = "conflicts: 1 duplicate says something else than the event kept under the same id, which was received first or, at the same instant, whose line has the smaller SHA-256; two events may share an id: SELECT event_id FROM lake.duplicates WHERE conflict\n";
    const ingested = await run("ingest", "--from", "twice.ndjson", "--lake", "twice.duckdb", "--bronze", "twice");
    expect(ingested.stdout.split("\n").slice(-3).join("\n")).toBe(`5 lines: 3 events, 2 duplicates, 0 rejected\n${said}`);
    expect((await run("build", "--lake", "twice.duckdb")).stdout).toMatch(new RegExp(`^run 1: [^]*\n${said}proof won 0 of 1 order [^\n]*\n$`, "u"));
    expect((await run("report", "--lake", "twice.duckdb", "--out", "twice.html")).exitCode).toBe(0);
    const machine = await run("report", "--lake", "twice.duckdb", "--out", "twice.html", "--json");
    expect(JSON.parse(machine.stdout)).toMatchObject({ title: "Liftproof report", health: { events: 3, duplicates: 2, conflicts: 1 }, experiments: [], attribution: { currency: "EUR" }, tokenModeLog: [], out: "twice.html" });
    expect(readFileSync(join(folder.path, "twice.html"), "utf8")).toContain("One duplicate says something else than the event kept under the same id.");
    expect((await run("ingest", "--from", "twice.ndjson", "--lake", "twice.duckdb", "--bronze", "twice")).stdout).not.toContain("conflicts");
  });

  test("example: a damaged bronze file is named and stops a pipeline, the good input is in, and no lake is left empty", async () => {
    folder.write("two.ndjson", [landing, order].map((event) => JSON.stringify(event)).join("\n"));
    expect((await run("ingest", "--from", "two.ndjson", "--lake", "whole.duckdb", "--bronze", "damaged")).exitCode).toBe(0);
    const raw = (await listBronze(join(folder.path, "damaged"))).map(({ key, path }) => ({ key, path, bytes: readFileSync(path) }));
    const [bad, good] = raw;
    writeFileSync(bad!.path, bad!.bytes.subarray(0, 40));
    const partly = await run("ingest", "--from", "damaged", "--lake", "partly.duckdb");
    expect([partly.exitCode, partly.stdout]).toEqual([1, "bronze objects: 1 read, 0 held already\n1 line: 1 event, 0 duplicates, 0 rejected\n"]);
    expect(partly.stderr).toBe(`liftproof: damaged: expected whole bronze files, got 1 damaged, whose lines are not in the lake: ${bad!.key} (no whole gzip file); restore each from a copy, or move it out of raw/, and run the same command again\n`);
    writeFileSync(good!.path, "");
    const none = await run("ingest", "--from", "damaged", "--lake", "none.duckdb");
    expect([none.exitCode, none.stdout, existsSync(join(folder.path, "none.duckdb"))]).toEqual([2, "", false]);
    expect(none.stderr).toMatch(/^liftproof: damaged: expected bronze files to read, got 2 damaged, [^\n]*\n$/u);
    for (const { path, bytes } of raw) writeFileSync(path, bytes);
    const restored = await run("ingest", "--from", "damaged", "--lake", "partly.duckdb", "--json");
    expect([restored.exitCode, JSON.parse(restored.stdout)]).toEqual([0, expect.objectContaining({ objects: 1, known: 1, events: 1, damaged: [] })]);
  });

  const madeFolder = (name: string): string => {
    mkdirSync(join(folder.path, name), { recursive: true });
    return name;
  };
  const refused: readonly (readonly [string, () => string, readonly string[], RegExp])[] = [
    ["a table", () => folder.write("table.csv", "id,arm\n1,a\n"), [], /table\.csv: expected one event per line, got none in 2 lines \(not_json 2\); the first: [^\n]*; docs\/guides\/bring-your-events\.md says what an event is\n$/u],
    ["an empty file", () => folder.write("empty.ndjson", "\n"), [], /empty\.ndjson: expected one event per line, got an empty file/u],
    ["a gzip file cut short", () => folder.write("cut.gz", gzipSync(`${JSON.stringify(landing)}\n`.repeat(3000)).subarray(0, 90)), [], /cut\.gz: expected a whole gzip file/u],
    ["a folder without raw/", () => madeFolder("plain"), [], /plain: expected a bronze folder, got one without bronze files; a bronze folder holds raw\/event_dt=YYYY-MM-DD\/HH\/\*\.ndjson/u],
    ["a folder whose raw/ is empty", () => madeFolder("hollow/raw").replace("/raw", ""), [], /hollow: expected a bronze folder, got one without bronze files/u],
    ["an option for events with a folder", () => ".", ["--keys", "keys.json"], /--keys: expected with a file of events only, got the folder \./u],
    ["an unreadable instant", () => folder.write("one.ndjson", JSON.stringify(landing)), ["--received-at", "soon"], /--received-at: expected ISO 8601/u],
    ["a bronze folder that cannot be", () => folder.write("one.ndjson", JSON.stringify(landing)), ["--bronze", "/proc/nowhere/bronze"], /--bronze: expected a path that can be written/u],
  ];

  test.each(refused)("edge: %s is one line, exit 2, and leaves no lake", async (_, path, more, message) => {
    const { exitCode, stdout, stderr } = await run("ingest", "--from", path(), "--lake", "never.duckdb", ...more);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(existsSync(join(folder.path, "never.duckdb"))).toBe(false);
  });
});
