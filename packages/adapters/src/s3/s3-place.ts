import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compressFile } from "../files/compress-file.ts";
import { fileStep } from "../files/file-error.ts";
import { unfinishedPrefix } from "../files/publish-segment.ts";
import type { BronzePlace } from "../files/publish-segment.ts";
import { fileContent, textContent } from "./s3-content.ts";
import type { S3Store } from "./s3-store.ts";
import { writeOnce } from "./write-once.ts";

/** Bronze objects in a bucket. A segment is compressed beside itself in the spool first, so that every attempt sends the same bytes. */
export function s3Place(store: S3Store): BronzePlace {
  return {
    putObject: async ({ object: key, sha256 }, path) => {
      if (!key.endsWith(".gz")) return writeOnce(store, await fileContent(path, { key, sha256, contentType: "application/x-ndjson" }));
      const compressed = join(dirname(path), `${unfinishedPrefix}${randomBytes(8).toString("hex")}`);
      try {
        await fileStep("compress spool segment", path, () => compressFile(path, compressed));
        await writeOnce(store, await fileContent(compressed, { key, sha256, contentType: "application/gzip" }));
      } finally {
        await rm(compressed, { force: true });
      }
    },
    putManifest: (key, text) => writeOnce(store, textContent(key, text)),
  };
}
