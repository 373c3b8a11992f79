import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { createBronzeWriter, listBronze, verifyBronze } from "@liftproof/adapters/files";
import { bronzeLaws } from "@liftproof/testkit";
import type { BronzeUnderTest } from "@liftproof/testkit";
import { describe, test } from "vitest";

async function bronzeFolder(gzip: boolean): Promise<BronzeUnderTest> {
  const root = await mkdtemp(join(tmpdir(), "liftproof-bronze-"));
  return {
    open: () => createBronzeWriter({ root, gzip, segmentBytes: 2000 }),
    read: async () => {
      const objects = new Map<string, readonly string[]>();
      for (const { key, path } of await listBronze(root)) {
        const bytes = await readFile(path);
        const text = (gzip ? gunzipSync(bytes) : bytes).toString("utf8");
        objects.set(key, text.split("\n").slice(0, -1));
      }
      return objects;
    },
    faults: async () => (await verifyBronze(root)).faults.map(({ key, reason }) => `${key} ${reason}`),
    destroy: () => rm(root, { recursive: true, force: true }),
  };
}

describe.each([true, false])("bronze in files, gzip %s", (gzip) => {
  test.each(bronzeLaws(() => bronzeFolder(gzip)).map((law) => [law.title, law] as const))("%s", async (_, law) => {
    await law.check();
  });
});
