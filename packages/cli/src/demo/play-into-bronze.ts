import { setImmediate } from "node:timers/promises";
import { createBronzeWriter } from "@liftproof/adapters/files";
import type { BronzeEntry } from "@liftproof/adapters/files";
import type { TokenVerifier } from "@liftproof/click-token";
import { accept, bronzeLine } from "@liftproof/events";
import type { SimulatedMarketplace } from "@liftproof/simulator";

/** Lines that go to disk together. */
const BATCH_LINES = 500;
/** Lines played between two turns of the writer, about a millisecond's worth: it waits for the disk many times per hour of receipt. */
const TURN_LINES = 25;

/** Where the lines go, and what judges their tokens. */
export interface BronzeTarget {
  readonly root: string;
  readonly verify: TokenVerifier;
  /** Called after each batch with the share of the marketplace's time that has passed, in [0, 1]. */
  readonly onShare: (share: number) => void;
}

/** Sends a marketplace through the collector's validation into bronze files, playing on while the disk works; gives the number of lines. */
export async function playIntoBronze(marketplace: SimulatedMarketplace, { root, verify, onShare }: BronzeTarget): Promise<number> {
  const { startUs, endUs } = marketplace;
  const writer = await createBronzeWriter({ root });
  let writing: Promise<void> = Promise.resolve();
  let batch: BronzeEntry[] = [];
  let lines = 0;
  for (const { receivedAtUs, line } of marketplace.lines) {
    batch.push({ receivedAtUs, line: bronzeLine(accept(line, { receivedAtUs, verify }), { receivedAtUs, raw: line }) });
    lines++;
    if (lines % TURN_LINES === 0) await setImmediate();
    if (batch.length === BATCH_LINES) {
      await writing;
      writing = writer.append(batch);
      // A failure is told at the next await of it, not as one that nobody handled.
      writing.catch(() => {});
      batch = [];
      onShare(Math.min(1, (receivedAtUs - startUs) / (endUs - startUs)));
    }
  }
  await writing;
  await writer.append(batch);
  await writer.close();
  return lines;
}
