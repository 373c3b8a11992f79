import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createS3BronzeWriter, verifyS3Bronze } from "@liftproof/adapters/s3";
import { bronzeLaws } from "../../packages/testkit/src/index.ts";
import { describe, test } from "vitest";
import { linesInStore } from "../../packages/adapters/test/support/s3-lines.ts";
import { s3Server } from "../../packages/adapters/test/support/s3-server.ts";

const server = s3Server();

describe("laws of bronze, in a bucket", async () => {
  const bucket = await server.bucket();
  let stores = 0;
  const laws = bronzeLaws(async () => {
    const store = await server.store({ bucket, prefix: `laws/${stores++}` });
    const root = await mkdtemp(join(tmpdir(), "liftproof-s3-"));
    return {
      open: () => createS3BronzeWriter({ store, root, segmentBytes: 400 }),
      read: () => linesInStore(server, store),
      faults: async () => (await verifyS3Bronze(store)).faults.map(({ key }) => key),
      destroy: () => {
        rmSync(root, { recursive: true, force: true });
        return Promise.resolve();
      },
    };
  });
  for (const law of laws) test(law.title, () => law.check());
});
