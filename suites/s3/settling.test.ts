import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createS3BronzeWriter, listS3Bronze, verifyS3Bronze } from "@liftproof/adapters/s3";
import type { S3StoreOptions } from "@liftproof/adapters/s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { linesInStore, s3Entries, s3Entry } from "../../packages/adapters/test/support/s3-lines.ts";
import { s3Server } from "../../packages/adapters/test/support/s3-server.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { startFaultProxy } from "../../packages/testkit/src/index.ts";
import type { FaultProxy, ProxiedRequest, WireFault } from "../../packages/testkit/src/index.ts";

const server = s3Server();
const partBytes = 5 * 1024 * 1024;
const locked = { mode: "COMPLIANCE", days: 1 } as const;

/** Writes lines through a proxy with these fates; gives what the writer published and what went over the wire. */
async function write(bucket: string, fateOf: (request: ProxiedRequest) => WireFault | undefined, plan: { readonly big?: boolean; readonly options?: Partial<S3StoreOptions>; readonly root?: string } = {}) {
  const proxy = await startFaultProxy(server.url, fateOf);
  onTestFinished(proxy.close);
  const store = await server.store({ bucket, ...server.connection(proxy.url), partBytes, ...plan.options });
  const root = plan.root ?? temporaryFolder();
  const writer = await createS3BronzeWriter({ store, root, gzip: plan.big !== true });
  await writer.append(plan.big === true ? bigEntries : s3Entries(3));
  const closed = await writer.close().then((manifests) => ({ manifests, failure: undefined }), (failure: unknown) => ({ manifests: [], failure }));
  return { ...closed, proxy, store, root };
}

const bigEntries = Array.from({ length: 110 }, (_, at) => s3Entry(at % 40, "y".repeat(100_000 + at)));
const isPut = ({ method, url }: ProxiedRequest): boolean => method === "PUT" && url.includes("/raw/");
const steps = ({ log }: FaultProxy): readonly string[] => log.map((line) => line.replace(/\/\S*\/(raw|manifest)\/\S*?(?=\?|\s)/, "$1")).map((line) => line.replaceAll(/=[^&\s]*/g, ""));

/** Does a fault to the first request of a kind. */
function first(isIt: (request: ProxiedRequest) => boolean, fault: WireFault): (request: ProxiedRequest) => WireFault | undefined {
  let done = false;
  return (request) => {
    if (done || !isIt(request)) return undefined;
    done = true;
    return fault;
  };
}

describe("a write whose fate is unknown", () => {
  test("edge: 500 after our own write, then 412 to its repetition, is settled by one look", async () => {
    const bucket = await server.bucket();
    const { manifests, proxy } = await write(bucket, first(isPut, "error_after"));
    expect(manifests).toHaveLength(1);
    expect(steps(proxy)).toEqual(["PUT raw?x-id error_after", "PUT raw?x-id none", "HEAD raw none", "PUT manifest?x-id none"]);
    expect(await server.versions(bucket)).toHaveLength(2);
  });

  test("edge: a write without a fault asks nothing but the write", async () => {
    const { proxy } = await write(await server.bucket(), () => undefined);
    expect(steps(proxy)).toEqual(["PUT raw?x-id none", "PUT manifest?x-id none"]);
  });

  test("edge: 409 is asked again", async () => {
    const bucket = await server.bucket();
    const { manifests, proxy } = await write(bucket, first(isPut, "conflict"));
    expect(manifests).toHaveLength(1);
    expect(steps(proxy)).toEqual(["PUT raw?x-id conflict", "PUT raw?x-id none", "PUT manifest?x-id none"]);
  });

  test("edge: foreign bytes at a key are an error, are left as they are, and the segment stays on disk", async () => {
    const [bucket, copy] = [await server.bucket(), await server.bucket()];
    const { manifests } = await write(copy, () => undefined);
    const key = manifests[0]?.object ?? "";
    await server.overwrite(bucket, key, "not ours");
    const { failure, root } = await write(bucket, () => undefined);
    expect(failure).toMatchObject({ name: "AdapterError", code: "corrupt", retryable: false });
    expect(String(failure)).toContain(`s3://${bucket}/${key}: expected the content its key names or none, got other bytes; nothing was overwritten`);
    expect((await server.read(bucket, key)).toString()).toBe("not ours");
    expect(readdirSync(join(root, "spool"))).toEqual([expect.stringMatching(/^sealed-/)]);
  });

  test("edge: a foreign manifest is an error as well", async () => {
    const [bucket, copy] = [await server.bucket(), await server.bucket()];
    const { store } = await write(copy, () => undefined);
    const key = (await server.versions(store.bucket, "manifest/"))[0]?.key ?? "";
    await server.overwrite(bucket, key, "{}");
    const { failure } = await write(bucket, () => undefined);
    expect(failure).toMatchObject({ code: "corrupt" });
  });

  test("edge: the same content in another compression is the same content", async () => {
    const [bucket, copy] = [await server.bucket(), await server.bucket()];
    const { manifests } = await write(copy, () => undefined);
    const key = manifests[0]?.object ?? "";
    const { gunzipSync, gzipSync } = await import("node:zlib");
    const stored = await server.read(copy, key);
    const other = gzipSync(gunzipSync(stored), { level: 0 });
    expect(other.equals(stored)).toBe(false);
    await server.overwrite(bucket, key, other);
    const { failure } = await write(bucket, () => undefined);
    expect(failure).toBeUndefined();
    expect((await server.read(bucket, key)).equals(other)).toBe(true);
  });

  test("edge: content that stands without the lock it should have gets it", async () => {
    const bucket = await server.bucket();
    const { manifests } = await write(bucket, () => undefined);
    const key = manifests[0]?.object ?? "";
    expect(await server.lockOf(bucket, key)).toEqual({ mode: undefined, until: undefined });
    await write(bucket, () => undefined, { options: { worm: locked } });
    expect((await server.lockOf(bucket, key)).mode).toBe("COMPLIANCE");
    expect(await server.versions(bucket)).toHaveLength(2);
  });
});

describe("an object in parts", () => {
  const isPart = (number: number) => ({ method, url }: ProxiedRequest): boolean => method === "PUT" && url.includes(`partNumber=${number}`);
  const isFinish = ({ method, url }: ProxiedRequest): boolean => method === "POST" && /uploadId=/.test(url);
  const isBegin = ({ method, url }: ProxiedRequest): boolean => method === "POST" && /\?uploads/.test(url);
  const fates: readonly (readonly [string, (request: ProxiedRequest) => boolean, WireFault])[] = [
    ["nothing fails", () => false, "throttle"],
    ["the beginning is lost", isBegin, "reset_after"],
    ["a part breaks off", isPart(2), "reset_midway"],
    ["a part's answer is lost", isPart(2), "error_after"],
    ["the end is refused with 409", isFinish, "conflict"],
    ["the end's answer is lost", isFinish, "error_after"],
    ["the end's connection breaks", isFinish, "reset_after"],
  ];
  for (const [what, isIt, fault] of fates) {
    test(`law: it is whole, once, locked, and leaves no parts when ${what}`, async () => {
      const bucket = await server.bucket();
      const { failure, store } = await write(bucket, first(isIt, fault), { big: true, options: { worm: locked } });
      expect(failure).toBeUndefined();
      const [object] = await listS3Bronze(store);
      expect((await linesInStore(server, store)).get(object?.key ?? "")).toEqual(bigEntries.map(({ line }) => line));
      expect((await server.lockOf(bucket, object?.key ?? "")).mode).toBe("COMPLIANCE");
      expect(await server.versions(bucket)).toHaveLength(2);
      // A beginning whose answer is lost has a name that nobody knows: the bucket's lifecycle rule sweeps it.
      expect(await server.uploads(bucket)).toBe(fault === "reset_after" && isIt === isBegin ? 1 : 0);
      expect((await verifyS3Bronze(store)).faults).toEqual([]);
    });
  }

  test("edge: one that somebody else finished first is not replaced, and its parts are given up", async () => {
    const bucket = await server.bucket();
    const { store } = await write(bucket, () => undefined, { big: true });
    const { failure, proxy } = await write(bucket, () => undefined, { big: true });
    expect(failure).toBeUndefined();
    expect(steps(proxy).filter((step) => !step.startsWith("PUT"))).toEqual(["POST raw?uploads none", "POST raw?uploadId none", "DELETE raw?uploadId&x-id none", "HEAD raw none", "HEAD manifest none"]);
    expect(await server.versions(bucket)).toHaveLength(2);
    expect(await server.uploads(bucket)).toBe(0);
    expect((await verifyS3Bronze(store)).faults).toEqual([]);
  });

  test("edge: an upload that fails for good is given up", async () => {
    const bucket = await server.bucket();
    const { failure } = await write(bucket, (request) => (isPart(2)(request) ? "throttle" : undefined), { big: true, options: { patience: { attempts: 3, baseMs: 1 } } });
    expect(failure).toMatchObject({ code: "throttled", retryable: true });
    expect(await server.uploads(bucket)).toBe(0);
    expect(await server.versions(bucket)).toEqual([]);
  });
});
