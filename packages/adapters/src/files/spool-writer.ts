import { join } from "node:path";
import { compareCodePoints } from "@liftproof/events";
import type { EpochMicros } from "@liftproof/events";
import { bronzeLineHead } from "./bronze-line-head.ts";
import type { BronzeManifest } from "./bronze-manifest.ts";
import { makeFolder } from "./durable-file.ts";
import { publishSegment } from "./publish-segment.ts";
import type { BronzePlace, SealedSegment } from "./publish-segment.ts";
import { recoverSpool } from "./recover-spool.ts";
import type { SpoolRecovery, SpoolRemains } from "./recover-spool.ts";
import { lockSpool } from "./spool-lock.ts";
import { openSegment } from "./spool-segment.ts";
import type { SpoolSegment } from "./spool-segment.ts";

const microsPerHour = 3_600_000_000;
/** Segments published at a time: each one waits for the disk more than for the processor. */
const publishers = 4;
/** Full segments that may wait, each with a file open, before appends wait for them too. */
const mostWaitingSegments = 64;

/** One line on its way into bronze, as `bronzeLine` of @liftproof/events makes it. */
export interface BronzeEntry {
  readonly receivedAtUs: EpochMicros;
  /** Without a line feed. */
  readonly line: string;
}

/** Where the spool is and where its segments go. */
export interface SpoolWriterOptions {
  /** Folder that holds `spool/`. */
  readonly root: string;
  readonly gzip: boolean;
  /** A segment is sealed once it holds this many bytes. */
  readonly segmentBytes: number;
  readonly place: BronzePlace;
  /**
   * The place may not answer for hours: a writer opens without it, and segments wait in the spool as long as the disk has room. Otherwise
   * what an earlier writer left is published before this one opens, and appends wait once too many segments do.
   */
  readonly placeMayBeAway: boolean;
}

/** Appends bronze lines so that what was acknowledged survives a kill or a power cut at any instant. */
export interface BronzeWriter {
  /** What the previous writer of this root left behind, brought to its place before this one started. */
  readonly recovered: SpoolRecovery;
  /** Writes lines; on return they are on disk. Calls that wait together share one disk flush. */
  append(entries: readonly BronzeEntry[]): Promise<void>;
  /** Seals every open segment and publishes it as an object with its manifest. Gives the manifests published since the last call. */
  seal(): Promise<readonly BronzeManifest[]>;
  /** Seals, then gives up the spool. */
  close(): Promise<readonly BronzeManifest[]>;
}

interface Waiting {
  readonly entries: readonly BronzeEntry[];
  readonly resolve: () => void;
  readonly reject: (cause: unknown) => void;
}

/**
 * Opens a spool for writing, after recovering what a killed writer left in it.
 *
 * @throws AdapterError `locked` when another process writes there; `denied`, `disk_full` or `not_found` from the file system.
 */
export async function createSpoolWriter({ root, gzip, segmentBytes, place, placeMayBeAway }: SpoolWriterOptions): Promise<BronzeWriter> {
  if (!Number.isSafeInteger(segmentBytes) || segmentBytes < 1) {
    throw new RangeError(`segmentBytes: expected a whole number of at least 1, got ${segmentBytes}`);
  }
  const spool = join(root, "spool");
  await makeFolder(spool);
  const unlock = await lockSpool(spool);
  const published: BronzeManifest[] = [];
  let left: SpoolRemains;
  try {
    left = await recoverSpool(spool);
    for (const segment of placeMayBeAway ? [] : left.segments) {
      const manifest = await publishSegment(segment, { gzip, place });
      if (manifest !== null) published.push(manifest);
    }
  } catch (cause) {
    await unlock();
    throw cause;
  }

  const open = new Map<number, SpoolSegment>();
  const full: (SpoolSegment | SealedSegment)[] = placeMayBeAway ? [...left.segments] : [];
  let manifests: BronzeManifest[] = [...published];
  let waiting: Waiting[] = [];
  let closed = false;
  // Every touch of the spool goes through this chain, one at a time.
  let chain: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(action: () => Promise<Result>): Promise<Result> => {
    const turn = chain.then(action, action);
    chain = turn.catch(() => {});
    return turn;
  };

  // Full segments are sealed and become objects behind the appends: their lines are on disk, and a writer that dies leaves them to
  // the next one's recovery. One that fails goes back in line: `seal` tries it again and tells.
  const behind = new Set<Promise<void>>();
  const publishNext = async (): Promise<void> => {
    let segment = full.shift();
    if (segment === undefined) return;
    try {
      if ("seal" in segment) segment = await segment.seal();
      const manifest = await publishSegment(segment, { gzip, place });
      if (manifest !== null) manifests.push(manifest);
    } catch (cause) {
      full.push(segment);
      throw cause;
    }
  };
  const publishAll = async (): Promise<void> => {
    while (full.length > 0) await publishNext();
  };
  const finish = (segment: SpoolSegment): void => {
    open.delete(segment.receivedHourUs);
    full.push(segment);
    startPublisher();
  };
  const startPublisher = (): void => {
    if (behind.size === publishers) return;
    const publisher: Promise<void> = publishAll().then(
      () => void behind.delete(publisher),
      () => void behind.delete(publisher),
    );
    behind.add(publisher);
  };
  // Segments that may wait for long hold no file open meanwhile.
  const sealWaiting = async (): Promise<void> => {
    for (let at = full.findIndex((segment) => "seal" in segment); at !== -1; at = full.findIndex((segment) => "seal" in segment)) {
      for (const segment of full.splice(at, 1)) full.unshift("seal" in segment ? await segment.seal() : segment);
    }
  };
  const writeHour = async (hourUs: number, text: string): Promise<void> => {
    let segment = open.get(hourUs);
    if (segment === undefined) {
      for (const other of open.values()) if (other.receivedHourUs < hourUs) finish(other);
      if (placeMayBeAway) await sealWaiting();
      else if (full.length > mostWaitingSegments && behind.size > 0) await Promise.race(behind);
      segment = await openSegment(spool, hourUs);
      open.set(hourUs, segment);
    }
    try {
      await segment.append(text);
    } catch (cause) {
      // A disk that refused the write may refuse this too; the segment then waits in the spool for the next recovery.
      open.delete(hourUs);
      const failed = segment;
      await failed.seal().then((sealed) => void full.push(sealed), () => failed.release());
      throw cause;
    }
    if (segment.bytes() >= segmentBytes) finish(segment);
  };
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    try {
      for (const [hourUs, text] of textByHour(batch)) await writeHour(hourUs, text);
    } catch (cause) {
      for (const { reject } of batch) reject(cause);
      return;
    }
    for (const { resolve } of batch) resolve();
  };
  const publish = async (): Promise<readonly BronzeManifest[]> => {
    for (const segment of open.values()) finish(segment);
    await Promise.all(behind);
    const outcomes = await Promise.allSettled(Array.from({ length: publishers }, publishAll));
    const failure = outcomes.find((outcome) => outcome.status === "rejected");
    if (failure !== undefined) throw failure.reason;
    const done = manifests.sort((a, b) => compareCodePoints(a.object, b.object));
    manifests = [];
    return done;
  };
  const refuseClosed = (): void => {
    if (closed) throw new TypeError("writer: expected an open bronze writer, got one that was closed");
  };

  if (full.length > 0) startPublisher();
  return {
    recovered: { published, tornBytes: left.tornBytes, damagedCopies: left.damagedCopies },
    append: (entries) => {
      refuseClosed();
      for (const entry of entries) checkEntry(entry);
      return new Promise<void>((resolve, reject) => {
        waiting.push({ entries, resolve, reject });
        if (waiting.length === 1) void inTurn(flush);
      });
    },
    seal: async () => {
      refuseClosed();
      return inTurn(publish);
    },
    close: async () => {
      refuseClosed();
      closed = true;
      try {
        return await inTurn(publish);
      } finally {
        for (const segment of full) if ("seal" in segment) await segment.release();
        await unlock();
      }
    },
  };
}

function textByHour(batch: readonly Waiting[]): Map<number, string> {
  const lines = new Map<number, string[]>();
  for (const { entries } of batch) {
    for (const { receivedAtUs, line } of entries) {
      const hourUs = Math.floor(receivedAtUs / microsPerHour) * microsPerHour;
      const hour = lines.get(hourUs);
      if (hour === undefined) lines.set(hourUs, [line]);
      else hour.push(line);
    }
  }
  const hours = [...lines.keys()].sort((a, b) => a - b);
  return new Map(hours.map((hourUs) => [hourUs, `${(lines.get(hourUs) ?? []).join("\n")}\n`]));
}

function checkEntry({ receivedAtUs, line }: BronzeEntry): void {
  const head = bronzeLineHead(line);
  if (head === undefined || line.includes("\n")) {
    throw new TypeError("line: expected one line made by bronzeLine, got other text; pass what bronzeLine returns");
  }
  if (head.receivedAtUs !== receivedAtUs) {
    throw new RangeError(`receivedAtUs: expected ${head.receivedAtUs} as in the line, got ${receivedAtUs}`);
  }
}
