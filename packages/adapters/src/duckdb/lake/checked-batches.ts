import { stat } from "node:fs/promises";
import { fileStep } from "../../files/file-error.ts";
import type { BronzeObject } from "../../files/list-bronze.ts";
import { objectFault } from "../../files/object-fault.ts";
import type { BronzeFault } from "../../files/verify-bronze.ts";

/** Objects to take in together, and what was wrong with others that came up with them. */
export interface CheckedBatch {
  readonly sound: readonly BronzeObject[];
  readonly damaged: readonly BronzeFault[];
}

/** Objects read and checked at a time while the engine works on the batch before. */
const checkers = 2;
const maxFilesPerBatch = 400;

/**
 * Objects in batches of so many bytes as stored, each held against its key. The next batch is checked while its reader works on the one before.
 *
 * @throws AdapterError when the disk does not answer, once the batch that failed is due.
 */
export async function* checkedBatches(objects: readonly BronzeObject[], batchBytes: number): AsyncGenerator<CheckedBatch> {
  const source = batches(objects, batchBytes);
  const next = async (): Promise<CheckedBatch | undefined> => {
    const { value, done } = await source.next();
    return done === true ? undefined : checked(value);
  };
  for (let coming = next(); ; ) {
    const batch = await coming;
    if (batch === undefined) return;
    coming = next();
    // A failure is told when its batch is due, after the one before is in.
    coming.catch(() => {});
    yield batch;
  }
}

async function checked(batch: readonly BronzeObject[]): Promise<CheckedBatch> {
  const faults = new Map<string, BronzeFault>();
  const waiting = batch.values();
  const check = async (): Promise<void> => {
    for (const object of waiting) {
      const reason = await objectFault(object);
      if (reason !== null) faults.set(object.key, { key: object.key, reason });
    }
  };
  await Promise.all(Array.from({ length: checkers }, check));
  return {
    sound: batch.filter(({ key }) => !faults.has(key)),
    damaged: batch.flatMap(({ key }) => faults.get(key) ?? []),
  };
}

async function* batches(objects: readonly BronzeObject[], batchBytes: number): AsyncGenerator<readonly BronzeObject[]> {
  let batch: BronzeObject[] = [];
  let bytes = 0;
  for (const object of objects) {
    const { size } = await fileStep("read", object.path, () => stat(object.path));
    if (batch.length > 0 && (bytes + size > batchBytes || batch.length >= maxFilesPerBatch)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(object);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
