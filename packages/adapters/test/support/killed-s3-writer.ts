/** Appends batches for ever through a spool into a bucket, printing the ids of each batch once it is acknowledged, until somebody kills it. */
import { writeSync } from "node:fs";
import { createS3BronzeWriter, openS3Store } from "@liftproof/adapters/s3";
import { s3Entry } from "./s3-lines.ts";

const [root = "", from = "0", endpoint = "", bucket = "", prefix = ""] = process.argv.slice(2);
const credentials = { accessKeyId: process.env["S3_ACCESS_KEY"] ?? "", secretAccessKey: process.env["S3_SECRET_KEY"] ?? "" };
const store = await openS3Store({
  bucket,
  prefix,
  bucketOwner: false,
  worm: { mode: "GOVERNANCE", days: 1 },
  endpoint,
  region: "us-east-1",
  forcePathStyle: true,
  credentials,
  patience: { attempts: 40, baseMs: 1, capMs: 8, attemptMs: 2000 },
});
const writer = await createS3BronzeWriter({ store, root, segmentBytes: 1500 });
let id = Number(from);
for (let batch = 0; ; batch++) {
  const ids = Array.from({ length: 1 + (batch % 7) }, () => id++);
  await writer.append(ids.map((each) => s3Entry(each, "x".repeat(each % 200))));
  writeSync(1, `${ids.join(" ")}\n`);
  if (batch % 9 === 8) await writer.seal();
}
