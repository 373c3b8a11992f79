import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import { AdapterError, createBronzeWriter, listBronze, verifyBronze } from "@liftproof/adapters/files";
import type { BronzeEntry, BronzeWriter } from "@liftproof/adapters/files";
import { seededRandom } from "./support/random.ts";
import { randomRows } from "./support/random-rows.ts";
import { smallDisk } from "./support/small-disk.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const startUs = 1_772_323_200_000_000;

/** A line that hardly compresses, so that its object takes space as well. */
function entry(id: number, random: { below: (count: number) => number }): BronzeEntry {
  const receivedAtUs = startUs + Math.floor(id / 60) * 3_600_000_000 + id;
  const noise = Array.from({ length: 1500 }, () => String.fromCharCode(33 + random.below(58))).join("").replaceAll(/["\\]/g, "x");
  return { receivedAtUs, line: `{"v":1,"received_ts_us":${receivedAtUs},"row":{"event_id":"e${id}"},"raw":"${noise}"}` };
}

async function linesOf(root: string): Promise<string[]> {
  return (await listBronze(root)).flatMap(({ path }) => gunzipSync(readFileSync(path)).toString("utf8").trimEnd().split("\n"));
}

/** Appends batches until the disk refuses one; gives the refusal. */
async function fill(writer: BronzeWriter, entries: Iterator<readonly BronzeEntry[]>, acknowledged: string[]): Promise<unknown> {
  for (let batch = entries.next(); batch.done !== true; batch = entries.next()) {
    try {
      await writer.append(batch.value);
      acknowledged.push(...batch.value.map(({ line }) => line));
    } catch (error) {
      return error;
    }
  }
  return undefined;
}

describe("a full disk", () => {
  test("law: the bronze writer loses nothing acknowledged, says what to do, and goes on when space returns", async (context) => {
    const disk = smallDisk(1 << 20);
    if (disk === null) return context.skip();
    disk.ballast(400_000);
    const random = seededRandom(3);
    const entries = (function* batches(): Generator<readonly BronzeEntry[]> {
      for (let id = 0; id < 100_000; id += 7) yield Array.from({ length: 7 }, (_, at) => entry(id + at, random));
    })();
    const acknowledged: string[] = [];
    const root = join(disk.path, "bronze");
    const writer = await createBronzeWriter({ root, segmentBytes: 60_000 });
    const refused = await fill(writer, entries, acknowledged);
    expect(refused).toBeInstanceOf(AdapterError);
    expect(refused).toMatchObject({ code: "disk_full", retryable: true, message: expect.stringMatching(/expected the file system to allow it, got ENOSPC; free space on this disk and repeat the call; what was acknowledged is safe in the spool$/) as string });
    expect(acknowledged.length).toBeGreaterThan(50);

    disk.release();
    await writer.seal();
    const last = entries.next().value as readonly BronzeEntry[];
    await writer.append(last);
    acknowledged.push(...last.map(({ line }) => line));
    disk.ballast();
    await expect(writer.seal()).rejects.toMatchObject({ code: "disk_full", message: expect.stringContaining("free space on this disk") as string });
    await expect(writer.close()).rejects.toMatchObject({ code: "disk_full" });
    await expect(createBronzeWriter({ root })).rejects.toMatchObject({ code: "disk_full" });

    disk.release();
    await (await createBronzeWriter({ root })).close();
    const found = await linesOf(root);
    expect(new Set(found).size).toBe(found.length);
    expect(acknowledged.filter((line) => !found.includes(line))).toEqual([]);
    expect((await verifyBronze(root)).faults).toEqual([]);
  });

  test("law: an ingest into a lake on a full disk is refused with a code and ends the same when repeated with space", async (context) => {
    const disk = smallDisk(16 << 20);
    if (disk === null) return context.skip();
    const root = temporaryFolder();
    const random = seededRandom(8);
    const rows = randomRows(random, { events: 2000, people: 100, days: 5 }).map((row) => ({ ...row, rawJson: JSON.stringify(Array.from({ length: 60 }, () => random.below(1 << 30))) }));
    for (let at = 0; at < 8; at++) writeObject(root, rows.slice(at * 250, at * 250 + 250).map(lineOf), `event_dt=2026-03-01/0${at}`);
    const path = join(disk.path, "lake.duckdb");
    await (await openLake({ path })).close();
    disk.ballast(13_000_000);

    const lake = await openLake({ path });
    const refused = await ingestBronze({ lake, bronzeRoot: root, batchBytes: 1 }).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AdapterError);
    expect(refused).toMatchObject({ code: "disk_full", retryable: true, message: expect.stringMatching(/No space left on device; free space or choose another folder, then run the same command again$/) as string });
    const [kept] = await lake.all("SELECT (SELECT count(*) FROM lake.ingested_objects) AS objects, (SELECT count(*) FROM lake.events) AS events");
    const objects = Number(kept?.["objects"]);
    expect([objects > 0, objects < 8, Number(kept?.["events"])]).toEqual([true, true, objects * 250]);
    await lake.close();

    disk.release();
    const again = await openLake({ path });
    expect(await ingestBronze({ lake: again, bronzeRoot: root })).toMatchObject({ known: objects, objects: 8 - objects, events: 2000 - objects * 250, duplicates: 0 });
    expect(await again.all("SELECT count(*) AS events, count(DISTINCT event_id) AS ids FROM lake.events")).toEqual([{ events: 2000n, ids: 2000n }]);
    await again.close();
  });
});
