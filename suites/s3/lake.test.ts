import { join } from "node:path";
import { ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import { createS3BronzeWriter, fetchS3Bronze } from "@liftproof/adapters/s3";
import { expect, onTestFinished, test } from "vitest";
import { randomRows } from "../../packages/adapters/test/support/random-rows.ts";
import { seededRandom } from "../../packages/adapters/test/support/random.ts";
import { s3Server } from "../../packages/adapters/test/support/s3-server.ts";
import { temporaryFolder } from "../../packages/adapters/test/support/temporary-folder.ts";
import { lineOf } from "../../packages/adapters/test/support/write-objects.ts";

const server = s3Server();

test("law: silver from a bucket is silver from the lines, however often they are fetched and read", async () => {
  const bucket = await server.bucket();
  const store = await server.store({ bucket, prefix: "shop/bronze" });
  const rows = randomRows(seededRandom(3), { events: 400, people: 20, days: 2 });
  const writer = await createS3BronzeWriter({ store, root: temporaryFolder(), segmentBytes: 20_000 });
  await writer.append(rows.map((row) => ({ receivedAtUs: row.receivedTsUs, line: lineOf(row) })));
  await writer.close();

  const cache = temporaryFolder();
  const lake = await openLake({ path: join(temporaryFolder(), "lake.duckdb"), threads: 1 });
  onTestFinished(() => lake.close());
  const { fetched } = await fetchS3Bronze({ store, root: cache });
  expect(fetched).toBeGreaterThan(1);
  const first = await ingestBronze({ lake, bronzeRoot: cache });
  expect(first).toMatchObject({ objects: fetched, lines: rows.length, events: new Set(rows.map(({ eventId }) => eventId)).size, damaged: [] });

  // A cache that was thrown away is not fetched again for what silver holds.
  const held = new Set((await lake.all("SELECT object_key FROM lake.ingested_objects")).map((row) => row["object_key"]));
  const again = await fetchS3Bronze({ store, root: temporaryFolder(), skip: (key) => held.has(key) });
  expect(again).toMatchObject({ fetched: 0, known: fetched });
  expect(await ingestBronze({ lake, bronzeRoot: cache })).toMatchObject({ objects: 0, known: fetched, events: 0 });
});
