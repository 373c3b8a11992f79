import { spawn } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { AdapterError, createBronzeWriter, listBronze, verifyBronze } from "@liftproof/adapters/files";
import type { BronzeEntry } from "@liftproof/adapters/files";
import { seededRandom } from "./support/random.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";

const hour = 3_600_000_000;
const startUs = 1_772_323_200_000_000;

function entry(id: number, receivedAtUs: number = startUs + id): BronzeEntry {
  const what = id % 10 === 9 ? `"rejected":{"code":"not_json","path":"","message":"m"}` : `"row":{"event_id":"e${id}"}`;
  return { receivedAtUs, line: `{"v":1,"received_ts_us":${receivedAtUs},${what},"raw":"é ${id}"}` };
}

async function linesOf(root: string): Promise<string[]> {
  const objects = await listBronze(root);
  return objects.flatMap(({ path }) => {
    const bytes = readFileSync(path);
    return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").trimEnd().split("\n");
  });
}

describe("bronze writer", () => {
  for (const gzip of [true, false]) {
    test(`law: every appended line is in exactly one object of its hour, gzip ${gzip}`, async () => {
      const root = temporaryFolder();
      const writer = await createBronzeWriter({ root, gzip, segmentBytes: 20_000 });
      const entries = Array.from({ length: 900 }, (_, id) => entry(id, startUs + Math.floor(id / 300) * hour + id));
      await Promise.all([writer.append(entries.slice(0, 5)), writer.append(entries.slice(5, 300))]);
      for (let from = 300; from < 900; from += 50) await writer.append(entries.slice(from, from + 50));
      const manifests = await writer.close();

      expect((await linesOf(root)).sort()).toEqual(entries.map(({ line }) => line).sort());
      expect(manifests.length).toBeGreaterThan(3);
      expect(await verifyBronze(root)).toMatchObject({ objects: manifests.length, events: 810, rejected: 90, faults: [] });
      const keys = (await listBronze(root)).map(({ key }) => key);
      expect(new Set(keys.map((key) => key.split("/").slice(1, 3).join("/")))).toEqual(new Set(["event_dt=2026-03-01/00", "event_dt=2026-03-01/01", "event_dt=2026-03-01/02"]));
      expect(readdirSync(join(root, "spool"))).toEqual([]);
    });
  }

  test("law: the same lines give the same object, byte for byte, whoever writes them again", async () => {
    const [first, second] = [temporaryFolder(), temporaryFolder()];
    const entries = Array.from({ length: 50 }, (_, id) => entry(id));
    for (const root of [first, second, second]) {
      const writer = await createBronzeWriter({ root, segmentBytes: 1 });
      await writer.append(entries);
      await writer.append(entries);
      await writer.close();
    }
    const [one, two] = [await listBronze(first), await listBronze(second)];
    expect(two.map(({ key }) => key)).toEqual(one.map(({ key }) => key));
    expect(one).toHaveLength(1);
    expect(readFileSync(two[0]!.path)).toEqual(readFileSync(one[0]!.path));
  });

  test("edge: a torn last line is cut back to the last acknowledged one", async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "spool"), { recursive: true });
    const segment = join(root, "spool", `open-${startUs}-0123456789abcdef.ndjson`);
    writeFileSync(segment, `${entry(1).line}\n${entry(2).line}\n`);
    appendFileSync(segment, entry(3).line.slice(0, 30));
    const writer = await createBronzeWriter({ root });
    expect(writer.recovered).toMatchObject({ tornBytes: 30, damagedCopies: [] });
    expect(await linesOf(root)).toEqual([entry(1).line, entry(2).line]);
    await writer.close();
  });

  test("edge: damage before whole lines is kept aside for a person", async () => {
    const root = temporaryFolder();
    mkdirSync(join(root, "spool"), { recursive: true });
    const name = `open-${startUs}-0123456789abcdef.ndjson`;
    writeFileSync(join(root, "spool", name), `${entry(1).line}\n\u0000\u0000\u0000\n${entry(2).line}\n`);
    const writer = await createBronzeWriter({ root });
    expect(writer.recovered.damagedCopies).toEqual([join(root, "spool", `damaged-${name}`)]);
    expect(await linesOf(root)).toEqual([entry(1).line]);
    await writer.close();
  });

  test("edge: one writer per root; a dead one's lock is taken over", async () => {
    const root = temporaryFolder();
    const writer = await createBronzeWriter({ root });
    await expect(createBronzeWriter({ root })).rejects.toMatchObject({ code: "locked", retryable: true });
    await writer.close();
    writeFileSync(join(root, "spool", "writer.lock"), "999999999\n");
    await (await createBronzeWriter({ root })).close();
  });

  test("edge: a lost folder is a coded error, and the writer goes on when it is back", async () => {
    const root = temporaryFolder();
    const writer = await createBronzeWriter({ root });
    rmSync(join(root, "spool"), { recursive: true });
    const failure = await writer.append([entry(1)]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AdapterError);
    expect(failure).toMatchObject({ code: "not_found" });
    expect(String(failure)).toContain("put it back");
    mkdirSync(join(root, "spool"));
    await writer.append([entry(2)]);
    await writer.close();
    expect(await linesOf(root)).toEqual([entry(2).line]);
  });

  test("edge: what is no bronze line, or says another instant, is refused before anything is written", async () => {
    const writer = await createBronzeWriter({ root: temporaryFolder() });
    expect(() => writer.append([{ receivedAtUs: 1, line: "{}" }])).toThrow(TypeError);
    expect(() => writer.append([{ receivedAtUs: 1, line: entry(1).line }])).toThrow(RangeError);
    expect(() => writer.append([{ ...entry(1), line: `${entry(1).line}\n` }])).toThrow(TypeError);
    await writer.close();
    expect(() => writer.append([entry(1)])).toThrow("closed");
  });

  test("law: verification names every changed, missing or unreadable file", async () => {
    const root = temporaryFolder();
    const writer = await createBronzeWriter({ root });
    for (let at = 0; at < 4; at++) await writer.append([entry(at, startUs + at * hour)]);
    await writer.close();
    const [a, b, c, d] = await listBronze(root);
    rmSync(a!.path);
    writeFileSync(b!.path, "not gzip");
    rmSync(join(root, `${c!.key.replace("raw/", "manifest/").replace(/\/[^/]*$/, "")}/${c!.sha256}.json`));
    writeFileSync(join(root, `${d!.key.replace("raw/", "manifest/").replace(/\/[^/]*$/, "")}/${d!.sha256}.json`), "{}\n");
    const reasons = (await verifyBronze(root)).faults.map(({ reason }) => reason);
    expect(reasons.sort()).toEqual(["manifest_differs", "missing_manifest", "missing_object", "unreadable"]);
  });

  test("law: a writer killed at any instant loses no acknowledged line and doubles none", async () => {
    const folder = temporaryFolder();
    const program = join(folder, "writer.mjs");
    buildSync({
      entryPoints: [fileURLToPath(new URL("./support/killed-writer.ts", import.meta.url))],
      outfile: program,
      bundle: true,
      platform: "node",
      format: "esm",
      conditions: ["@liftproof/source"],
    });
    const random = seededRandom(11);
    const root = join(folder, "bronze");
    let from = 0;
    const acknowledged = new Set<string>();
    for (let round = 0; round < 8; round++) {
      const last = await runAndKill(program, [root, `${from}`], { acknowledgements: 1 + random.below(25), extraMs: random.below(12), acknowledged });
      from = last + 1000;
    }
    const writer = await createBronzeWriter({ root });
    await writer.close();
    const found = (await linesOf(root)).map((line) => /"event_id":"(e\d+)"/.exec(line)?.[1] ?? "");
    expect(new Set(found).size).toBe(found.length);
    expect([...acknowledged].filter((id) => !found.includes(id))).toEqual([]);
    expect((await verifyBronze(root)).faults).toEqual([]);
    expect(readdirSync(join(root, "spool"))).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(30);
    expect(statSync(join(root, "raw")).isDirectory()).toBe(true);
  });
});

/** Runs the program until it has acknowledged so many batches, waits a little, kills it; gives the greatest id it may have written. */
function runAndKill(program: string, args: readonly string[], plan: { acknowledgements: number; extraMs: number; acknowledged: Set<string> }): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    let seen = 0;
    let last = Number(args[1]);
    let text = "";
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        const ids = line.split(" ");
        for (const id of ids) plan.acknowledged.add(`e${id}`);
        last = Math.max(last, Number(ids.at(-1)));
        if (++seen === plan.acknowledgements) setTimeout(() => child.kill("SIGKILL"), plan.extraMs);
      }
    });
    child.once("error", reject);
    child.once("close", () => resolve(last));
  });
}
