import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { createS3BronzeWriter, fetchS3Bronze, listS3Bronze, verifyS3Bronze } from "@liftproof/adapters/s3";
import type { BronzeWriter, S3StoreOptions } from "@liftproof/adapters/s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { linesInStore, s3Entries, s3Entry } from "../../packages/adapters/test/support/s3-lines.ts";
import { s3Server } from "../../packages/adapters/test/support/s3-server.ts";
import { smallDisk } from "../../packages/adapters/test/support/small-disk.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { startFaultProxy } from "../../packages/testkit/src/index.ts";

const server = s3Server();
const few = { attempts: 3, baseMs: 1 } as const;
const hourMs = 3_600_000;

/** A writer with one line in its spool, and that spool. */
async function writerWith(options: Partial<S3StoreOptions> & { readonly bucket: string }): Promise<{ readonly writer: BronzeWriter; readonly spool: () => readonly string[]; readonly root: string }> {
  const store = await server.store({ patience: few, ...options });
  const root = temporaryFolder();
  const writer = await createS3BronzeWriter({ store, root });
  await writer.append([s3Entry(1)]);
  return { writer, root, spool: () => readdirSync(join(root, "spool")).filter((name) => name.endsWith(".ndjson")) };
}

/** Files under a folder that this process holds open, where the system tells. */
function openFiles(folder: string): readonly string[] {
  if (process.platform !== "linux") return [];
  const targetOf = (name: string): string[] => {
    try {
      return [readlinkSync(join("/proc/self/fd", name))];
    } catch {
      // Closed since it was listed.
      return [];
    }
  };
  return readdirSync("/proc/self/fd").flatMap(targetOf).filter((path) => path.startsWith(folder));
}

describe("failures say what to do, keep the spool, and work goes on", () => {
  test("edge: the bucket is gone", async () => {
    const { writer, spool } = await writerWith({ bucket: "no-such-bucket" });
    await expect(writer.seal()).rejects.toMatchObject({ name: "AdapterError", code: "not_found", message: expect.stringContaining("NoSuchBucket (404); make the bucket, or name the right one") });
    await writer.append([s3Entry(2)]);
    await expect(writer.close()).rejects.toMatchObject({ code: "not_found" });
    expect(spool()).toHaveLength(2);
  });

  test("edge: keys the store does not know, and a signature it does not accept", async () => {
    const bucket = await server.bucket();
    for (const credentials of [{ accessKeyId: "nobody", secretAccessKey: "wrong" }, { accessKeyId: process.env["S3_ACCESS_KEY"] ?? "", secretAccessKey: "wrong" }]) {
      const { writer, spool } = await writerWith({ bucket, credentials });
      const failure = await writer.close().catch((error: unknown) => error);
      expect(failure).toMatchObject({ code: "denied", message: expect.stringContaining("give credentials that are valid now") });
      expect(String(failure)).not.toContain("wrong");
      expect(spool()).toHaveLength(1);
    }
  });

  test("edge: throttled for longer than patience lasts, then not", async () => {
    const bucket = await server.bucket();
    let busy = true;
    const proxy = await startFaultProxy(server.url, () => (busy ? "throttle" : undefined));
    onTestFinished(proxy.close);
    const { writer, spool } = await writerWith({ bucket, ...server.connection(proxy.url) });
    await expect(writer.seal()).rejects.toMatchObject({ code: "throttled", retryable: true });
    expect(proxy.log).toHaveLength(6);
    busy = false;
    expect(await writer.close()).toHaveLength(1);
    expect(spool()).toEqual([]);
  });

  test("law: a store that is away stops no append, and gets everything when it is back", async () => {
    const bucket = await server.bucket();
    let away = true;
    const proxy = await startFaultProxy(server.url, () => (away ? "reset_before" : undefined));
    onTestFinished(proxy.close);
    const store = await server.store({ bucket, ...server.connection(proxy.url), patience: few });
    const root = temporaryFolder();
    const first = await createS3BronzeWriter({ store, root, segmentBytes: 200 });
    const entries = s3Entries(300);
    for (let from = 0; from < 150; from += 3) await first.append(entries.slice(from, from + 3));
    await expect(first.close()).rejects.toMatchObject({ code: "unreachable", retryable: true });
    expect(openFiles(root)).toEqual([]);
    const second = await createS3BronzeWriter({ store, root, segmentBytes: 200 });
    for (let from = 150; from < 300; from += 3) await second.append(entries.slice(from, from + 3));
    away = false;
    const manifests = await second.close();
    expect(manifests.reduce((sum, { events }) => sum + events, 0)).toBe(300);
    expect([...(await linesInStore(server, store)).values()].flat().sort()).toEqual(entries.map(({ line }) => line).sort());
    expect(readdirSync(join(root, "spool"))).toEqual([]);
  });

  test("edge: a clock that is an hour wrong is set by the store's own, retention included", async () => {
    for (const offsetMs of [-hourMs, hourMs]) {
      const bucket = await server.bucket();
      const { writer } = await writerWith({ bucket, worm: { mode: "GOVERNANCE", days: 1 }, world: { nowMs: () => Date.now() + offsetMs } });
      const [manifest] = await writer.close();
      const { until } = await server.lockOf(bucket, manifest?.object ?? "");
      expect(Math.abs((until?.getTime() ?? 0) - Date.now() - 24 * hourMs)).toBeLessThan(60_000);
    }
  });

  test("edge: a clock that the store never believes", async () => {
    const proxy = await startFaultProxy(server.url, () => "skew");
    onTestFinished(proxy.close);
    const { writer, spool } = await writerWith({ bucket: await server.bucket(), ...server.connection(proxy.url) });
    await expect(writer.close()).rejects.toMatchObject({ code: "clock_skew", retryable: true, message: expect.stringContaining("set this machine's clock") });
    expect(spool()).toHaveLength(1);
  });

  test("edge: an abort ends what is under way and what waits", async () => {
    const proxy = await startFaultProxy(server.url, () => "hang");
    onTestFinished(proxy.close);
    const stop = new AbortController();
    const { writer, spool } = await writerWith({ bucket: await server.bucket(), ...server.connection(proxy.url), signal: stop.signal });
    const closing = writer.close().catch((error: unknown) => error);
    await expect.poll(() => proxy.log.length).toBe(1);
    stop.abort(new Error("shutting down"));
    expect(await closing).toMatchObject({ code: "interrupted", retryable: true });
    expect(spool()).toHaveLength(1);
    expect(proxy.log).toHaveLength(1);
  });

  test("edge: WORM in a bucket without Object Lock is refused, not written without", async () => {
    const bucket = await server.bucket({ lock: false });
    const { writer, spool } = await writerWith({ bucket, worm: { mode: "COMPLIANCE", days: 1 } });
    await expect(writer.close()).rejects.toMatchObject({ code: "failed", message: expect.stringContaining("versioning and Object Lock for WORM") });
    expect(spool()).toHaveLength(1);
  });

  test("edge: a bucket of another account than expected is written by nobody", async () => {
    const bucket = await server.bucket();
    const { writer } = await writerWith({ bucket, bucketOwner: "999999999999" });
    await expect(writer.close()).rejects.toMatchObject({ code: "denied", message: expect.stringContaining("bucketOwner is the bucket's account") });
    expect(await server.versions(bucket)).toEqual([]);
    const { writer: owner } = await writerWith({ bucket, bucketOwner: process.env["S3_ACCESS_KEY"] ?? "" });
    expect(await owner.close()).toHaveLength(1);
  });

  test("edge: a full disk under the spool is named, what was acknowledged goes out when there is room", async () => {
    const disk = smallDisk(400_000);
    if (disk === null) return;
    const bucket = await server.bucket();
    const store = await server.store({ bucket });
    const root = join(disk.path, "bronze");
    const writer = await createS3BronzeWriter({ store, root });
    await writer.append([s3Entry(1)]);
    disk.ballast();
    await expect(writer.append([s3Entry(2, "z".repeat(20_000))])).rejects.toMatchObject({ code: "disk_full" });
    disk.release();
    await writer.append([s3Entry(3)]);
    await writer.close();
    expect([...(await linesInStore(server, store)).values()].flat().sort()).toEqual([s3Entry(1).line, s3Entry(3).line].sort());
  });

  test("law: reading gives what lies there or says what does not; a connection cut midway begins again", async () => {
    const bucket = await server.bucket();
    const store = await server.store({ bucket });
    const writer = await createS3BronzeWriter({ store, root: temporaryFolder() });
    await writer.append(s3Entries(160));
    await writer.close();
    const keys = (await listS3Bronze(store)).map(({ key }) => key);
    await server.overwrite(bucket, keys[0] ?? "", "no gzip");
    await server.remove(bucket, keys[1] ?? "");
    const proxy = await startFaultProxy(server.url, ({ method, count }) => (method === "GET" && count % 2 === 1 ? "cut_answer" : undefined));
    onTestFinished(proxy.close);
    const faulty = await server.store({ bucket, ...server.connection(proxy.url) });
    const { faults } = await verifyS3Bronze(faulty);
    expect(faults.map(({ reason }) => reason).sort()).toEqual(["missing_object", "unreadable"]);
    const cache = temporaryFolder();
    const report = await fetchS3Bronze({ store: faulty, root: cache, skip: (key) => key === keys[2] });
    expect(report).toMatchObject({ fetched: 1, known: 1, damaged: [{ key: keys[0], reason: "unreadable" }] });
    expect(readdirSync(cache, { recursive: true }).filter((name) => String(name).includes("."))).toEqual([keys[3]]);
    expect(proxy.tally.get("cut_answer")).toBeGreaterThan(2);
  });
});
