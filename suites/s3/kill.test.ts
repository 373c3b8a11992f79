import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createS3BronzeWriter, listS3Bronze, verifyS3Bronze } from "@liftproof/adapters/s3";
import type { S3Store } from "@liftproof/adapters/s3";
import { buildSync } from "esbuild";
import { expect, onTestFinished, test } from "vitest";
import { seededRandom } from "../../packages/adapters/test/support/random.ts";
import { linesInStore } from "../../packages/adapters/test/support/s3-lines.ts";
import { s3Server } from "../../packages/adapters/test/support/s3-server.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { startFaultProxy } from "../../packages/testkit/src/index.ts";
import type { WireFault } from "../../packages/testkit/src/index.ts";

const server = s3Server();
const kills = 100;
const faults: readonly WireFault[] = ["throttle", "reset_before", "reset_midway", "error_after", "reset_after", "slow"];

test(`law: of a writer killed ${kills} times at random instants, every acknowledged event is on disk or in the bucket, and in the end once in the bucket`, async () => {
  const program = join(temporaryFolder(), "writer.mjs");
  buildSync({
    entryPoints: [fileURLToPath(new URL("../../packages/adapters/test/support/killed-s3-writer.ts", import.meta.url))],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
    conditions: ["@liftproof/source"],
    mainFields: ["module", "main"],
  });
  const bucket = await server.bucket();
  // Two writers side by side, each with a spool, a prefix and half the kills.
  const acknowledged = await Promise.all([1, 2].map((lane) => killed({ program: program, bucket, lane })));
  console.log(`${kills} kills: ${acknowledged.join(" + ")} events acknowledged`);
  expect(await server.uploads(bucket)).toBe(0);
});

async function killed({ program, bucket, lane }: { readonly program: string; readonly bucket: string; readonly lane: number }): Promise<number> {
  const random = seededRandom(lane);
  const proxy = await startFaultProxy(server.url, () => (random.chance(0.1) ? random.pick(faults) : undefined));
  onTestFinished(proxy.close);
  const prefix = `lane-${lane}`;
  const store = await server.store({ bucket, prefix });
  const root = temporaryFolder();
  const acknowledged = new Set<string>();
  let from = 0;
  for (let round = 0; round < kills / 2; round++) {
    const last = await runAndKill(program, [root, `${from}`, proxy.url, bucket, prefix], { acknowledgements: random.below(25), extraMs: random.below(40), acknowledged });
    from = last + 100;
    if (round % 10 === 9) {
      const held = new Set([...idsIn([...(await linesInStore(server, store)).values()].flat()), ...idsInSpool(root)]);
      expect([...acknowledged].filter((id) => !held.has(id)), `lane ${lane}, round ${round}`).toEqual([]);
    }
  }
  const writer = await createS3BronzeWriter({ store, root });
  await writer.close();
  await expectEveryOne(store, { acknowledged, root });
  return acknowledged.size;
}

async function expectEveryOne(store: S3Store, { acknowledged, root }: { readonly acknowledged: ReadonlySet<string>; readonly root: string }): Promise<void> {
  const found = idsIn([...(await linesInStore(server, store)).values()].flat());
  const distinct = new Set(found);
  expect(distinct.size, "events in the bucket more than once").toBe(found.length);
  expect([...acknowledged].filter((id) => !distinct.has(id)), "acknowledged and lost").toEqual([]);
  expect(found.filter((id) => acknowledged.has(id)).length, "acknowledged events in the bucket").toBe(acknowledged.size);
  expect(acknowledged.size).toBeGreaterThan(500);
  expect(readdirSync(join(root, "spool")).filter((name) => name !== "writer.lock")).toEqual([]);
  const { objects, events, faults: wrong } = await verifyS3Bronze(store);
  expect(wrong).toEqual([]);
  expect(events).toBe(found.length);
  expect(await server.versions(store.bucket, store.prefix)).toHaveLength(objects * 2);
  expect(await listS3Bronze(store)).toHaveLength(objects);
}

function idsIn(lines: readonly string[]): readonly string[] {
  return lines.map((line) => /"event_id":"(e\d+)"/.exec(line)?.[1] ?? line);
}

function idsInSpool(root: string): readonly string[] {
  const segments = readdirSync(join(root, "spool")).filter((name) => name.endsWith(".ndjson"));
  return segments.flatMap((name) => idsIn(readFileSync(join(root, "spool", name), "utf8").split("\n").slice(0, -1)));
}

/** Runs the program until it has acknowledged so many batches, waits a little, kills it; gives the greatest id it may have written. */
function runAndKill(program: string, args: readonly string[], plan: { acknowledgements: number; extraMs: number; acknowledged: Set<string> }): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--no-warnings", program, ...args], { stdio: ["ignore", "pipe", "inherit"] });
    let seen = 0;
    let last = Number(args[1]);
    let text = "";
    let isKilled = false;
    const kill = (): void => {
      isKilled = true;
      setTimeout(() => child.kill("SIGKILL"), plan.extraMs);
    };
    // None asked for: it dies while it starts, recovers or sends what its predecessor left.
    if (plan.acknowledgements === 0) setTimeout(kill, 300);
    child.stdout.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) {
        const ids = line.split(" ");
        for (const id of ids) plan.acknowledged.add(`e${id}`);
        last = Math.max(last, Number(ids.at(-1)));
        if (++seen === plan.acknowledgements) kill();
      }
    });
    child.once("error", reject);
    child.once("close", () => (isKilled ? resolve(last) : reject(new Error(`writer: expected to be killed, ended by itself after ${seen} batches`))));
  });
}
