import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { createBronzeWriter, listBronze, verifyBronze } from "@liftproof/adapters/files";
import { boundedSink, createCollector } from "@liftproof/adapters/http";
import { parseBronzeLine } from "@liftproof/events";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { seededRandom } from "../support/random.ts";
import { smallDisk } from "../support/small-disk.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { contextOf, event, post, tokens } from "./collector-client.ts";

async function idsOf(root: string): Promise<string[]> {
  const lines = (await listBronze(root)).flatMap(({ path }) => gunzipSync(readFileSync(path)).toString("utf8").trimEnd().split("\n"));
  return lines.map((line) => {
    const outcome = parseBronzeLine(line)!.outcome;
    return outcome.kind === "accepted" ? outcome.row.eventId : "rejected";
  });
}

const body = (ids: readonly string[]): string => ids.map((id) => event(id, { anon_id: "a1", page_path: "x".repeat(300) })).join("\n");
const collector = createCollector({ verify: tokens.verify, burst: 1e6 });

describe("nothing acknowledged is lost", () => {
  test("law: a collector killed while clients send has kept every event it said 202 for, each once", async () => {
    const folder = temporaryFolder();
    const program = join(folder, "collector.mjs");
    buildSync({ entryPoints: [fileURLToPath(new URL("./running-collector.ts", import.meta.url))], outfile: program, bundle: true, platform: "node", format: "esm", conditions: ["@liftproof/source"] });
    const root = join(folder, "bronze");
    const random = seededRandom(5);
    const acknowledged: string[] = [];
    let next = 0;
    for (let round = 0; round < 2; round++) {
      const child: ChildProcess = spawn(process.execPath, [program, root], { stdio: ["ignore", "pipe", "inherit"] });
      const [port] = (await once(child.stdout!, "data")) as [Buffer];
      const closed = once(child, "close");
      const client = async (): Promise<void> => {
        for (;;) {
          const ids = Array.from({ length: 1 + random.below(9) }, () => `e${(next += 1)}`);
          const response = await fetch(`http://127.0.0.1:${Number(port.toString())}/v1/events`, { method: "POST", body: body(ids) });
          if (response.status !== 202) throw new Error(`expected 202, got ${response.status}`);
          acknowledged.push(...ids);
          if (acknowledged.length > (round + 1) * 150) child.kill("SIGKILL");
        }
      };
      const ends = await Promise.allSettled([client(), client(), client(), client()]);
      expect(ends.map(({ status }) => status)).toEqual(Array.from({ length: 4 }, () => "rejected"));
      await closed;
    }
    await (await createBronzeWriter({ root })).close();
    const found = await idsOf(root);
    expect(new Set(found).size).toBe(found.length);
    expect(acknowledged.filter((id) => !found.includes(id))).toEqual([]);
    expect((await verifyBronze(root)).faults).toEqual([]);
  });

  test("law: a full disk is 503 with a time to come back, what was acknowledged stays, and work resumes", async (context) => {
    const disk = smallDisk(1 << 20);
    if (disk === null) return context.skip();
    const root = join(disk.path, "bronze");
    const writer = await createBronzeWriter({ root });
    const acknowledged: string[] = [];
    const statusOf = async (ids: readonly string[], failures: unknown[] = []): Promise<string> => {
      const around = contextOf(writer);
      const response = await collector(post(body(ids)), around);
      if (response.status === 202) acknowledged.push(...ids);
      await Promise.resolve();
      failures.push(...around.failures);
      return `${response.status} ${response.headers.get("retry-after") ?? ""}`.trim();
    };
    expect(await statusOf(["e1", "e2"])).toBe("202");
    disk.ballast();
    const failures: unknown[] = [];
    expect(await statusOf(Array.from({ length: 40 }, (_, at) => `lost${at}`), failures)).toBe("503 5");
    expect(failures).toMatchObject([{ code: "disk_full" }]);
    disk.release();
    expect(await statusOf(["e3"])).toBe("202");
    await writer.close();
    expect((await idsOf(root)).sort()).toEqual(acknowledged);
  });

  test("law: a spool that is taken away is 503 until it is back", async () => {
    const root = temporaryFolder();
    const writer = await createBronzeWriter({ root });
    renameSync(join(root, "spool"), join(root, "gone"));
    expect((await collector(post(body(["e1"])), contextOf(writer))).status).toBe(503);
    mkdirSync(join(root, "spool"));
    expect((await collector(post(body(["e2"])), contextOf(writer))).status).toBe(202);
    await writer.close();
    expect(await idsOf(root)).toEqual(["e2"]);
  });

  test("law: while more waits for the disk than may, the answer is 429; memory holds the bound, and room comes back", async () => {
    let release = (): void => {};
    const slow = new Promise<void>((resolve) => (release = resolve));
    const kept: string[] = [];
    let waiting = 0;
    let most = 0;
    const sink = boundedSink({
      append: async (entries) => {
        const size = entries.reduce((sum, { line }) => sum + line.length, 0);
        most = Math.max(most, (waiting += size));
        await slow;
        waiting -= size;
        kept.push(...entries.map(({ line }) => parseBronzeLine(line)!.raw));
      },
    }, { maxWaitingCharacters: 10_000 });
    const ids = Array.from({ length: 40 }, (_, at) => `e${at}`);
    const around = contextOf(sink);
    const answers = ids.map(async (id) => (await collector(post(body([id])), around)).status);
    while (most < 8_000) await new Promise(setImmediate);
    for (let turn = 0; turn < 50; turn++) await new Promise(setImmediate);
    release();
    const statuses = await Promise.all(answers);
    expect(new Set(statuses)).toEqual(new Set([202, 429]));
    expect(most).toBeLessThanOrEqual(10_000);
    expect(kept).toEqual(ids.filter((_, at) => statuses[at] === 202).map((id) => body([id])));
    expect([(await collector(post(body(["later"])), around)).status, around.failures]).toEqual([202, []]);
    expect((await collector(post(body(Array.from({ length: 100 }, (_, at) => `big${at}`))), around)).status).toBe(202);
  });
});
