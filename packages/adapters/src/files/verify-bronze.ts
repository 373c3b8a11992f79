import { readFile } from "node:fs/promises";
import { join } from "node:path";
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

/** Reads every object of a bronze folder and holds it against its name and its manifest. */
export async function verifyBronze(root: string, onProgress: (done: number, total: number) => void = () => {}): Promise<BronzeVerification> {
  const objects = await listBronze(root);
  const manifests = new Set((await filesUnder(root, "manifest")).filter((key) => key.endsWith(".json")));
  const faults: BronzeFault[] = [];
  const total = { objects: objects.length, bytes: 0, events: 0, rejected: 0 };
  for (const [at, object] of objects.entries()) {
    const key = manifestKeyOf(object);
    const tally = await readable(object);
    if (tally === undefined) faults.push({ key: object.key, reason: "unreadable" });
    else {
      total.bytes += tally.bytes;
      total.events += tally.events;
      total.rejected += tally.rejected;
      if (tally.sha256 !== object.sha256) faults.push({ key: object.key, reason: "content_changed" });
      if (tally.strange > 0) faults.push({ key: object.key, reason: "strange_lines" });
      if (!manifests.has(key)) faults.push({ key, reason: "missing_manifest" });
      else if ((await readText(join(root, key))) !== expectedManifest(object, tally)) faults.push({ key, reason: "manifest_differs" });
    }
    manifests.delete(key);
    onProgress(at + 1, objects.length);
  }
  for (const key of [...manifests].sort()) faults.push({ key, reason: "missing_object" });
  return { ...total, faults };
}

function manifestKeyOf({ key, sha256 }: BronzeObject): string {
  return `${key.replace(/^raw\//, "manifest/").replace(/\/[^/]*$/, "")}/${sha256}.json`;
}

async function readable(object: BronzeObject): Promise<BronzeTally | undefined> {
  try {
    return await bronzeTally(object.path);
  } catch (cause) {
    // A damaged gzip stream is a finding; a disk that does not answer is a failure.
    if (cause instanceof Error && "code" in cause && String(cause.code).startsWith("Z_")) return undefined;
    throw fileError("read", object.path, cause);
  }
}

function expectedManifest({ key, sha256 }: BronzeObject, tally: BronzeTally): string {
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

function readText(path: string): Promise<string> {
  return fileStep("read", path, () => readFile(path, "utf8"));
}
