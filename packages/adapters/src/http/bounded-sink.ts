import { AdapterError } from "../adapter-error.ts";
import type { EventSink } from "./fetch-handler.ts";

/** How much may wait. */
export interface BoundedSinkOptions {
  /** Characters of lines handed over and not yet safe. 64 Mi when absent. */
  readonly maxWaitingCharacters?: number;
}

/**
 * A sink that refuses lines while too many wait for a slow disk, instead of letting memory grow. The collector answers
 * such a refusal with 429, so that clients keep their events and come back.
 *
 * A request is taken whole or refused whole; one that is larger than the bound is taken when nothing else waits.
 *
 * @returns A sink whose `append` rejects with `AdapterError` `spool_full`.
 */
export function boundedSink(sink: EventSink, { maxWaitingCharacters = 1 << 26 }: BoundedSinkOptions = {}): EventSink {
  let waiting = 0;
  return {
    append: async (entries) => {
      const size = entries.reduce((sum, { line }) => sum + line.length, 0);
      if (waiting > 0 && waiting + size > maxWaitingCharacters) {
        throw new AdapterError("spool_full", `sink: expected room for ${size} characters, got ${waiting} of ${maxWaitingCharacters} waiting for the disk; repeat the call later`);
      }
      waiting += size;
      try {
        await sink.append(entries);
      } finally {
        waiting -= size;
      }
    },
  };
}
