import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compareCodePoints } from "@liftproof/events";
import type { BronzeManifest } from "./bronze-manifest.ts";
import { manifestText } from "./bronze-manifest.ts";
import { bronzeTally } from "./bronze-tally.ts";
import type { BronzeTally } from "./bronze-tally.ts";
import { fileError, fileStep } from "./file-error.ts";
import { filesUnder, listBronze } from "./list-bronze.ts";
import type { BronzeObject } from "./list-bronze.ts";

/**
 * What can be wrong with bronze at rest: an object with other bytes than its name's hash, one that cannot be inflated, one with lines
 * that are not bronze, or an object and its manifest that do not go together.
 */
export type BronzeFaultReason = "content_changed" | "unreadable" | "strange_lines" | "missing_manifest" | "manifest_differs" | "missing_object";

/** One object or manifest that is not as promised. */
export interface BronzeFault {
  readonly key: string;
  readonly reason: BronzeFaultReason;
}

/** The state of a bronze folder after reading all of it. */
export interface BronzeVerification {
  readonly objects: number;
  readonly bytes: number;
  readonly events: number;
  readonly rejected: number;
  readonly faults: readonly BronzeFault[];
}

/** Where bronze is read for verification: a folder, or a store. */
export interface BronzeReader {
  objects(): Promise<readonly Pick<BronzeObject, "key" | "sha256">[]>;
  manifests(): Promise<readonly string[]>;
  /** `undefined` when the bytes cannot be inflated. */
  tally(key: string): Promise<BronzeTally | undefined>;
  text(key: string): Promise<string>;
}

/** Reads every object of a bronze folder and holds it against its name and its manifest. */
export function verifyBronze(root: string, onProgress: (done: number, total: number) => void = () => {}): Promise<BronzeVerification> {
  return replayManifests(
    {
      objects: () => listBronze(root),
      manifests: () => filesUnder(root, "manifest"),
      tally: (key) => readable(join(root, key)),
      text: (key) => fileStep("read", join(root, key), () => readFile(join(root, key), "utf8")),
    },
    onProgress,
  );
}

/** Reads every object and holds it against its name and its manifest. */
export async function replayManifests(reader: BronzeReader, onProgress: (done: number, total: number) => void): Promise<BronzeVerification> {
  const objects = await reader.objects();
  const manifests = new Set((await reader.manifests()).filter((key) => key.endsWith(".json")));
  const faults: BronzeFault[] = [];
  const total = { objects: objects.length, bytes: 0, events: 0, rejected: 0 };
  for (const [at, object] of objects.entries()) {
    const key = manifestKeyOf(object);
    const tally = await reader.tally(object.key);
    if (tally === undefined) faults.push({ key: object.key, reason: "unreadable" });
    else {
      total.bytes += tally.bytes;
      total.events += tally.events;
      total.rejected += tally.rejected;
      if (tally.sha256 !== object.sha256) faults.push({ key: object.key, reason: "content_changed" });
      if (tally.strange > 0) faults.push({ key: object.key, reason: "strange_lines" });
      if (!manifests.has(key)) faults.push({ key, reason: "missing_manifest" });
      else if ((await reader.text(key)) !== expectedManifest(object, tally)) faults.push({ key, reason: "manifest_differs" });
    }
    manifests.delete(key);
    onProgress(at + 1, objects.length);
  }
  for (const key of [...manifests].sort(compareCodePoints)) faults.push({ key, reason: "missing_object" });
  return { ...total, faults };
}

function manifestKeyOf({ key, sha256 }: Pick<BronzeObject, "key" | "sha256">): string {
  return `${key.replace(/^raw\//, "manifest/").replace(/\/[^/]*$/, "")}/${sha256}.json`;
}

async function readable(path: string): Promise<BronzeTally | undefined> {
  try {
    return await bronzeTally(path);
  } catch (cause) {
    // A damaged gzip stream is a finding; a disk that does not answer is a failure.
    if (cause instanceof Error && "code" in cause && String(cause.code).startsWith("Z_")) return undefined;
    throw fileError("read", path, cause);
  }
}

function expectedManifest({ key, sha256 }: Pick<BronzeObject, "key" | "sha256">, tally: BronzeTally): string {
  const manifest: BronzeManifest = {
    object: key,
    sha256,
    bytes: tally.bytes,
    events: tally.events,
    rejected: tally.rejected,
    firstReceivedUs: tally.firstReceivedUs ?? 0,
    lastReceivedUs: tally.lastReceivedUs ?? 0,
  };
  return manifestText(manifest);
}
