/** One hash over the names and bytes of a list of files, to tell whether a step has to be done again. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { root } from "./process.mjs";

export function fingerprint(files) {
  const hash = createHash("sha256");
  for (const file of [...new Set(files)].sort((a, b) => (a < b ? -1 : 1))) {
    hash.update(`${relative(root, file)}\0`).update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}
