import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { copyFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compressFile } from "./compress-file.ts";
import { makeFolder, writeDurably } from "./durable-file.ts";
import { unfinishedPrefix } from "./publish-segment.ts";
import type { BronzePlace } from "./publish-segment.ts";

/** Bronze objects as files under a root, each one whole or not there. */
export function filePlace({ root, gzip }: { readonly root: string; readonly gzip: boolean }): BronzePlace {
  const writeOnce = async (key: string, fill: (temporaryPath: string) => Promise<void>): Promise<void> => {
    const path = join(root, key);
    if (existsSync(path)) return;
    await makeFolder(dirname(path));
    await writeDurably(path, join(root, "spool", `${unfinishedPrefix}${randomBytes(8).toString("hex")}`), fill);
  };
  return {
    putObject: ({ object }, path) => writeOnce(object, (temporary) => (gzip ? compressFile(path, temporary) : copyFile(path, temporary))),
    putManifest: (key, text) => writeOnce(key, (temporary) => writeFile(temporary, text)),
  };
}
