import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createS3BronzeWriter, fetchS3Bronze, verifyS3Bronze } from "@liftproof/adapters/s3";
import { startFaultProxy } from "../../packages/testkit/src/index.ts";
import type { WireFault } from "../../packages/testkit/src/index.ts";
import { expect, onTestFinished, test } from "vitest";
import { seededRandom } from "../../packages/adapters/test/support/random.ts";
import { linesInStore, s3Entries, s3Entry } from "../../packages/adapters/test/support/s3-lines.ts";
import { s3Server, testPatience } from "../../packages/adapters/test/support/s3-server.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";

const server = s3Server();
const partBytes = 5 * 1024 * 1024;
const faults: readonly WireFault[] = ["throttle", "conflict", "skew", "reset_before", "reset_midway", "error_after", "reset_after", "cut_answer", "slow"];

test("law: whatever requests fail and however, every line is in the bucket once, in one version each, and the spool is empty", async () => {
  const bucket = await server.bucket();
  const done = new Map<string, number>();
  let lostBeginnings = 0;
  let unheardEnds = 0;
  for (let seed = 1; seed <= 18; seed++) {
    const random = seededRandom(seed);
    const share = random.pick([0.1, 0.3, 0.5]);
    const proxy = await startFaultProxy(server.url, () => (random.chance(share) ? random.pick(faults) : undefined));
    onTestFinished(proxy.close);
    const prefix = `seed-${seed}`;
    const chance = seededRandom(seed + 1000);
    const world = { random: () => chance.next() };
    const store = await server.store({ bucket, prefix, ...server.connection(proxy.url), partBytes, world, worm: { mode: "GOVERNANCE", days: 1 } });
    const root = temporaryFolder();
    const writer = await createS3BronzeWriter({ store, root, segmentBytes: 900, gzip: seed % 3 !== 0 });
    const entries = s3Entries(120);
    for (let from = 0; from < entries.length; from += 15) {
      await writer.append(entries.slice(from, from + 15));
      if (random.chance(0.3)) await writer.seal();
    }
    // One object in parts in some schedules: what cannot be compressed is sent as it is.
    const big = seed % 6 === 0 ? Array.from({ length: 110 }, (_, at) => s3Entry(1000 + (at % 40), "y".repeat(100_000 + at))) : [];
    await writer.append(big);
    await writer.close();
    const faulty = await verifyS3Bronze(store);
    const cache = temporaryFolder();
    const fetched = await fetchS3Bronze({ store, root: cache });
    await proxy.close();

    const clean = await server.store({ bucket, prefix });
    const lines = [...(await linesInStore(server, clean)).values()].flat();
    expect(lines.sort(), `seed ${seed}`).toEqual([...entries, ...big].map(({ line }) => line).sort());
    expect(readdirSync(join(root, "spool"))).toEqual([]);
    const versions = await server.versions(bucket, `${prefix}/`);
    expect(new Set(versions.map(({ key }) => key)).size, `versions of seed ${seed}`).toBe(versions.length);
    expect(await verifyS3Bronze(clean)).toEqual(faulty);
    expect(faulty.faults).toEqual([]);
    expect(fetched).toMatchObject({ fetched: faulty.objects, known: 0, damaged: [] });
    lostBeginnings += proxy.log.filter((line) => /^POST \S+\?uploads\S* (error_after|reset_after|cut_answer)$/.test(line)).length;
    unheardEnds += unheardGivingUp(proxy.log);
    for (const [fault, count] of proxy.tally) done.set(fault, (done.get(fault) ?? 0) + count);
  }
  // An upload whose beginning was answered to nobody has a name that nobody knows; every other is finished or given up, if the store heard of it.
  const left = await server.uploads(bucket);
  expect(left).toBeGreaterThanOrEqual(lostBeginnings);
  expect(left).toBeLessThanOrEqual(lostBeginnings + unheardEnds);
  expect([...done.keys()].sort()).toEqual([...faults, "none"].sort());
  console.log(`faults done: ${[...done].map(([fault, count]) => `${fault} ${count}`).join(", ")}`);
});

/** Uploads that were given up so that the store heard of none of the attempts. */
function unheardGivingUp(log: readonly string[]): number {
  const heard = new Map<string, boolean>();
  for (const line of log) {
    const [, id, fate = ""] = /^DELETE \S+uploadId=([^&\s]+)\S* (\S+)$/.exec(line) ?? [];
    if (id !== undefined) heard.set(id, heard.get(id) === true || ["none", "slow", "error_after", "reset_after", "cut_answer"].includes(fate));
  }
  return [...heard.values()].filter((one) => !one).length;
}

test("edge: a store that hangs, before or after it has written, is given up and asked again", async () => {
  const bucket = await server.bucket();
  const fates: readonly (WireFault | undefined)[] = ["hang", "hang_after", undefined, undefined, "hang_after"];
  const proxy = await startFaultProxy(server.url, ({ count }) => fates[count]);
  onTestFinished(proxy.close);
  const store = await server.store({ bucket, ...server.connection(proxy.url), patience: { ...testPatience, attemptMs: 300 } });
  const writer = await createS3BronzeWriter({ store, root: temporaryFolder() });
  await writer.append([s3Entry(1)]);
  expect(await writer.close()).toHaveLength(1);
  expect((await linesInStore(server, await server.store({ bucket }))).size).toBe(1);
  expect(proxy.tally.get("hang_after")).toBe(2);
  expect(await server.versions(bucket)).toHaveLength(2);
});
