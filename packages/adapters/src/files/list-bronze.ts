import { readdir } from "node:fs/promises";
import { join, sep } from "node:path";
import { compareCodePoints } from "@liftproof/events";
import { fileError } from "./file-error.ts";

/** One bronze object on disk. */
export interface BronzeObject {
  /** `raw/event_dt=YYYY-MM-DD/HH/evt-<sha256>.ndjson[.gz]`, relative to the root, with `/` on every system. */
  readonly key: string;
  readonly path: string;
  readonly sha256: string;
}

const objectKey = /^raw\/event_dt=\d{4}-\d{2}-\d{2}\/\d{2}\/evt-([0-9a-f]{64})\.ndjson(?:\.gz)?$/;

/**
 * The bronze objects under a root, sorted by key. Files with other names are not bronze and are left out.
 *
 * @throws AdapterError `not_found` when the root is not there. A root that nobody has published to yet has no objects.
 */
export async function listBronze(root: string): Promise<readonly BronzeObject[]> {
  const names = await filesUnder(root, "raw");
  return names
    .map((key) => ({ key, sha256: bronzeKeySha256(key) ?? "" }))
    .filter(({ sha256 }) => sha256 !== "")
    .sort((a, b) => compareCodePoints(a.key, b.key))
    .map(({ key, sha256 }) => ({ key, path: join(root, ...key.split("/")), sha256 }));
}

/** The digest in the key of a bronze object; `undefined` for any other key. */
export function bronzeKeySha256(key: string): string | undefined {
  return objectKey.exec(key)?.[1];
}

/** Keys of all files in one folder of a root, at any depth, in no order. */
export async function filesUnder(root: string, folder: string): Promise<string[]> {
  try {
    await readdir(root);
    const found = await readdir(join(root, folder), { recursive: true });
    return found.map((name) => `${folder}/${name.split(sep).join("/")}`);
  } catch (cause) {
    if (cause instanceof Error && "path" in cause && cause.path !== root && "code" in cause && cause.code === "ENOENT") return [];
    throw fileError("list bronze", root, cause);
  }
}
