import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { SilverRow } from "@liftproof/events";
import { silverColumns } from "@liftproof/events";
import { ddl } from "@liftproof/lake";
import { describe, expect, test } from "vitest";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import type { DuckDb } from "@liftproof/adapters/duckdb";
import { ingestBronze } from "../src/duckdb/lake/ingest-bronze.ts";
import { seededRandom } from "./support/random.ts";
import { randomRows } from "./support/random-rows.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

async function newLake(): Promise<DuckDb> {
  const lake = await openDuckDb({ threads: 2 });
  for (const statement of ddl({ engine: "duckdb" })) await lake.run(statement);
  return lake;
}

/** Silver as text, independent of the order in which rows were written. */
async function silverOf(lake: DuckDb): Promise<string> {
  const columns = silverColumns.map(({ column, type }) => (type === "map" ? `to_json(${column})::VARCHAR` : `${column}::VARCHAR`));
  const events = await lake.all(`SELECT to_json([${columns.join(", ")}])::VARCHAR AS text FROM lake.events ORDER BY event_id`);
  const duplicates = await lake.all("SELECT to_json(d)::VARCHAR AS text FROM lake.duplicates AS d ORDER BY text");
  const rejected = await lake.all("SELECT to_json(r)::VARCHAR AS text FROM lake.rejected AS r ORDER BY object_key, line_number");
  return [...events, ...duplicates, ...rejected].map((row) => row["text"]).join("\n");
}

function rejectedLine(receivedTsUs: number, raw: string): string {
  return JSON.stringify({ v: 1, received_ts_us: receivedTsUs, rejected: { code: "not_json", path: "", message: "expected JSON" }, raw });
}

/** The rows with repeats: the same line again, a later receipt, an earlier one with another body. */
function withRepeats(rows: readonly SilverRow[], seed: number): SilverRow[] {
  const random = seededRandom(seed);
  return random.shuffled(
    rows.flatMap((row) => {
      if (!random.chance(0.3)) return [row];
      const again = { ...row, receivedTsUs: row.receivedTsUs + random.pick([0, 1, -1, 5_000_000]) };
      return [row, random.chance(0.5) ? again : { ...again, rawJson: `${row.rawJson} `, pagePath: "/other" }];
    }),
  );
}

describe("ingestion into silver", () => {
  test("law: silver depends on the set of lines, not on their objects, their order or the number of runs", async () => {
    const rows = withRepeats(randomRows(seededRandom(5), { events: 400, people: 20, days: 5 }), 6);
    const lines = [...rows.map(lineOf), rejectedLine(1, "{"), rejectedLine(2, "nul \u0000 and '; DROP TABLE lake.events; --")];
    const outcomes: string[] = [];
    for (const seed of [1, 2, 3]) {
      const random = seededRandom(seed);
      const lake = await newLake();
      const root = temporaryFolder();
      const reports = [];
      // Rejected lines keep their place in bronze, so they stand in an object of their own, the same in every arrangement.
      writeObject(root, lines.slice(-2), "event_dt=2026-03-01/01");
      const shuffled = random.shuffled(lines.slice(0, -2));
      let from = 0;
      while (from < shuffled.length) {
        const to = from + 1 + random.below(300);
        writeObject(root, shuffled.slice(from, to), `event_dt=2026-03-01/${String(2 + random.below(20)).padStart(2, "0")}`);
        from = to;
        if (random.chance(0.5)) reports.push(await ingestBronze({ lake, bronzeRoot: root, batchBytes: 1 + random.below(60_000) }));
      }
      reports.push(await ingestBronze({ lake, bronzeRoot: root }));
      expect(await ingestBronze({ lake, bronzeRoot: root })).toMatchObject({ objects: 0, lines: 0, events: 0, duplicates: 0 });
      expect(reports.reduce((sum, report) => sum + report.lines, 0)).toBe(lines.length);
      const conflicts = await lake.all("SELECT count(*) AS lines FROM lake.duplicates WHERE conflict");
      expect(conflicts).toEqual([{ lines: BigInt(reports.reduce((sum, report) => sum + report.conflicts, 0)) }]);
      expect(reports.reduce((sum, report) => sum + report.events + report.duplicates + report.rejected, 0)).toBe(lines.length);
      outcomes.push(await silverOf(lake));
      await lake.close();
    }
    expect(outcomes[1]).toBe(outcomes[0]);
    expect(outcomes[2]).toBe(outcomes[0]);

    const first = new Map<string, SilverRow>();
    const rank = (row: SilverRow): string => String(row.receivedTsUs).padStart(17, "0") + createHash("sha256").update(row.rawJson).digest("hex");
    for (const row of rows) {
      const known = first.get(row.eventId);
      if (known === undefined || rank(row) < rank(known)) first.set(row.eventId, row);
    }
    const story = ({ eventId, pagePath }: SilverRow): string => `${eventId} ${pagePath}`;
    const told = new Set([...first.values()].map(story));
    const conflicts = rows.filter((row) => !told.has(story(row))).length;
    expect(conflicts).toBeGreaterThan(10);
    expect(outcomes[0]?.match(/"conflict":true/g)).toHaveLength(conflicts);

    const kept = (outcomes[0] ?? "").split("\n").slice(0, first.size).map((line) => JSON.parse(line) as string[]);
    const received = silverColumns.findIndex(({ column }) => column === "received_ts_us");
    const id = silverColumns.findIndex(({ column }) => column === "event_id");
    for (const row of kept) expect(Number(row[received])).toBe(first.get(row[id] ?? "")?.receivedTsUs);
  });

  test("law: every column comes back as it was accepted", async () => {
    const rows = randomRows(seededRandom(9), { events: 200, people: 5, days: 5 });
    const lake = await newLake();
    const root = temporaryFolder();
    writeObject(root, rows.map(lineOf));
    await ingestBronze({ lake, bronzeRoot: root });
    for (const { field, column, type } of silverColumns) {
      const sql = { map: `to_json(${column})::VARCHAR`, timestamp: `epoch_us(${column})`, date: `${column}::VARCHAR` }[type as string] ?? column;
      const stored = await lake.all(`SELECT event_id, ${sql} AS value FROM lake.events`);
      const byId = new Map(stored.map((row) => [row["event_id"], row["value"]]));
      for (const row of rows) {
        const value = byId.get(row.eventId);
        if (type === "map") expect(JSON.parse(String(value))).toEqual(row[field]);
        else expect(typeof value === "bigint" ? Number(value) : value).toBe(row[field]);
      }
    }
    await lake.close();
  });

  test("edge: a refused line keeps its object and its line number", async () => {
    const lake = await newLake();
    const root = temporaryFolder();
    const rows = randomRows(seededRandom(3), { events: 30, people: 3, days: 5 }).map(lineOf);
    const one = writeObject(root, [...rows.slice(0, 10), rejectedLine(7, "a"), rejectedLine(8, "b")]);
    const two = writeObject(root, [rejectedLine(9, "c"), ...rows.slice(10)], "event_dt=2026-03-01/05");
    await ingestBronze({ lake, bronzeRoot: root });
    expect(await lake.all("SELECT object_key, line_number, raw_json, code FROM lake.rejected ORDER BY received_ts_us")).toEqual([
      { object_key: one, line_number: 11n, raw_json: "a", code: "not_json" },
      { object_key: one, line_number: 12n, raw_json: "b", code: "not_json" },
      { object_key: two, line_number: 1n, raw_json: "c", code: "not_json" },
    ]);
    await lake.close();
  });

  test("law: objects that are damaged or not bronze are left out whole and named, all others are in, and restored ones follow", async () => {
    const rows = randomRows(seededRandom(3), { events: 90, people: 3, days: 5 }).map(lineOf);
    const flipped = (bytes: Buffer): Buffer => Buffer.from(bytes.map((byte, at) => (at === bytes.length >> 1 ? byte ^ 4 : byte)));
    const damages: readonly (readonly [damage: (bytes: Buffer) => Buffer, reasons: readonly string[]])[] = [
      [(bytes) => bytes.subarray(0, bytes.length - 9), ["unreadable"]],
      [(bytes) => bytes.subarray(0, bytes.length >> 1), ["unreadable"]],
      [flipped, ["unreadable", "content_changed"]],
      [() => Buffer.alloc(0), ["unreadable", "content_changed"]],
      [() => Buffer.from("no gzip at all"), ["unreadable"]],
      [() => gzipSync(`${rows[0] ?? ""}\n`), ["content_changed"]],
    ];
    const whole = temporaryFolder();
    const root = temporaryFolder();
    const hour = (at: number): string => `event_dt=2026-03-02/${String(at).padStart(2, "0")}`;
    const keys = damages.map((_, at) => {
      const lines = rows.slice(at * 10, at * 10 + 10);
      writeObject(whole, lines, hour(at));
      return writeObject(root, lines, hour(at));
    });
    for (const [from, at] of [[60, 8], [70, 20]] as const) for (const place of [whole, root]) writeObject(place, rows.slice(from, from + (from === 70 ? 20 : 10)), hour(at));
    damages.forEach(([damage], at) => writeFileSync(join(root, keys[at] ?? ""), damage(readFileSync(join(root, keys[at] ?? "")))));
    const strange = [["x"], ["{}"], [rows[0] ?? "", '{"v":1,"received_ts_us":"soon"}'], ["[1]"]].map((lines, at) => writeObject(root, lines, hour(10 + at)));

    const expected = await newLake();
    await ingestBronze({ lake: expected, bronzeRoot: whole });
    for (const batchBytes of [1, 32 * 1024 * 1024]) {
      const lake = await newLake();
      const report = await ingestBronze({ lake, bronzeRoot: root, batchBytes });
      expect(report).toMatchObject({ objects: 2, known: 0, lines: 30 });
      expect(report.damaged.map(({ key }) => key).sort()).toEqual([...keys, ...strange].sort());
      for (const { key, reason } of report.damaged) expect([key, keys.includes(key) ? damages[keys.indexOf(key)]?.[1] : ["strange_lines"]]).toEqual([key, expect.arrayContaining([reason])]);
      expect(await ingestBronze({ lake, bronzeRoot: root })).toMatchObject({ objects: 0, known: 2, lines: 0, damaged: report.damaged });
      await ingestBronze({ lake, bronzeRoot: whole });
      expect(await silverOf(lake)).toBe(await silverOf(expected));
      await lake.close();
    }
    await expected.close();
  });

  test("example: a retry with another story is a conflict, one with another send time is not", async () => {
    const lake = await newLake();
    const root = temporaryFolder();
    const [row] = randomRows(seededRandom(4), { events: 1, people: 1, days: 1 });
    const later = { ...row!, receivedTsUs: row!.receivedTsUs + 10, clockSkewUs: 5, rawJson: "{}" };
    writeObject(root, [lineOf(row!), lineOf(later), lineOf({ ...later, pagePath: "/somewhere-else" })]);
    expect(await ingestBronze({ lake, bronzeRoot: root })).toMatchObject({ events: 1, duplicates: 2, conflicts: 1 });
    const bodies = await lake.all("SELECT count(DISTINCT body_sha256) AS bodies, count(*) AS lines FROM lake.duplicates");
    expect(bodies).toEqual([{ bodies: 2n, lines: 2n }]);
    await lake.close();
  });

  test("example: an earlier receipt that comes later turns the story of the conflicts around", async () => {
    const lake = await newLake();
    const root = temporaryFolder();
    const [row] = randomRows(seededRandom(4), { events: 1, people: 1, days: 1 });
    const told = (receivedTsUs: number, pagePath: string): string => lineOf({ ...row!, receivedTsUs, pagePath });
    writeObject(root, [told(20, "/a"), told(30, "/b"), told(40, "/a")]);
    expect(await ingestBronze({ lake, bronzeRoot: root })).toMatchObject({ conflicts: 1 });
    writeObject(root, [told(10, "/b")], "event_dt=2026-03-01/05");
    expect(await ingestBronze({ lake, bronzeRoot: root })).toMatchObject({ events: 0, duplicates: 1, conflicts: 1 });
    expect(await lake.all("SELECT received_ts_us AS us, conflict FROM lake.duplicates ORDER BY us")).toEqual([
      { us: 20n, conflict: true },
      { us: 30n, conflict: false },
      { us: 40n, conflict: true },
    ]);
    await lake.close();
  });

  test("edge: an event whose id is made of its keys is in no conflict, and a token judged otherwise is the same story", async () => {
    const lake = await newLake();
    const root = temporaryFolder();
    const [row] = randomRows(seededRandom(4), { events: 1, people: 1, days: 1 });
    const view = { ...row!, eventName: "exp.view", eventId: "exp.view/cta/1/control/s1/u:1" };
    const judged: SilverRow = { ...row!, eventId: "judged-twice" };
    writeObject(root, [view, { ...view, receivedTsUs: view.receivedTsUs + 1, pagePath: "/other" }].map(lineOf));
    writeObject(root, [judged, { ...judged, receivedTsUs: judged.receivedTsUs + 1, tokenStatus: "expired", clickClaims: {} } satisfies SilverRow].map(lineOf), "event_dt=2026-03-01/05");
    expect(await ingestBronze({ lake, bronzeRoot: root })).toMatchObject({ events: 2, duplicates: 2, conflicts: 0 });
    await lake.close();
  });
});
