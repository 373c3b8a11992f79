import { createS3BronzeWriter, listS3Bronze, verifyS3Bronze } from "@liftproof/adapters/s3";
import type { S3Worm } from "@liftproof/adapters/s3";
import { expect, test } from "vitest";
import { s3Entries } from "../../packages/adapters/test/support/s3-lines.ts";
import { s3Server } from "../../packages/adapters/test/support/s3-server.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";

const server = s3Server();
const dayMs = 86_400_000;

for (const mode of ["GOVERNANCE", "COMPLIANCE"] as const) {
  test(`law: no version written under ${mode} can be deleted or replaced before its time`, async () => {
    const bucket = await server.bucket();
    const worm: S3Worm = { mode, days: 3 };
    const store = await server.store({ bucket, worm });
    const writer = await createS3BronzeWriter({ store, root: temporaryFolder() });
    await writer.append(s3Entries(50));
    const startedMs = Date.now();
    await writer.close();
    const versions = await server.versions(bucket);
    expect(versions).toHaveLength(4);
    for (const { key, versionId } of versions) {
      const { mode: found, until } = await server.lockOf(bucket, key);
      expect(found).toBe(mode);
      expect(Math.abs((until?.getTime() ?? 0) - startedMs - 3 * dayMs)).toBeLessThan(60_000);
      const before = await server.read(bucket, key);
      await expect(server.remove(bucket, key, versionId)).rejects.toMatchObject({ name: "AccessDenied" });
      expect((await server.read(bucket, key, versionId)).equals(before)).toBe(true);
    }
  });
}

test("edge: a newer version laid over a locked one is found by verification, and the locked bytes are still there", async () => {
  const bucket = await server.bucket();
  const store = await server.store({ bucket, worm: { mode: "COMPLIANCE", days: 1 } });
  const write = async (): Promise<void> => {
    const writer = await createS3BronzeWriter({ store, root: temporaryFolder() });
    await writer.append(s3Entries(3));
    await writer.close();
  };
  await write();
  const key = (await listS3Bronze(store))[0]?.key ?? "";
  const [ours] = await server.versions(bucket, key);
  const whole = await server.read(bucket, key);
  await server.overwrite(bucket, key, "laid over");
  expect((await verifyS3Bronze(store)).faults).toEqual([{ key, reason: "unreadable" }]);
  await expect(write()).rejects.toMatchObject({ code: "corrupt" });
  expect((await server.read(bucket, key, ours?.versionId)).equals(whole)).toBe(true);

  // Deleting the newer version, which nothing locks, brings ours back.
  const [newer] = await server.versions(bucket, key);
  await server.remove(bucket, key, newer?.versionId);
  expect((await verifyS3Bronze(store)).faults).toEqual([]);
});

test("edge: without WORM a version can be deleted by whoever has the keys", async () => {
  const bucket = await server.bucket();
  const store = await server.store({ bucket, worm: false });
  const writer = await createS3BronzeWriter({ store, root: temporaryFolder() });
  await writer.append(s3Entries(1));
  await writer.close();
  for (const { key, versionId } of await server.versions(bucket)) await server.remove(bucket, key, versionId);
  expect(await server.versions(bucket)).toEqual([]);
});
