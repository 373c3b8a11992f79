import { open } from "node:fs/promises";
import { dirname } from "node:path";
import type { GuardDecision } from "@liftproof/experiments";
import { makeFolder, syncFolder } from "./durable-file.ts";
import { fileStep } from "./file-error.ts";

/** What was asked for, why, and by whom; one JSON line of a decision log. */
export interface DecisionRecord extends GuardDecision {
  /** `guard`, or `person` when somebody has ended the experiment by hand. */
  readonly by: "guard" | "person";
}

/** A log of decisions that is only ever added to. */
export interface DecisionLog {
  /** On disk when it returns. */
  append(record: DecisionRecord): Promise<void>;
}

const NEWLINE = 10;

/**
 * A decision log in a file of JSON lines.
 *
 * A line that a power cut left without its end is closed first, so that it spoils no later one.
 */
export function fileDecisionLog(path: string): DecisionLog {
  const append = async (record: DecisionRecord): Promise<void> => {
    await makeFolder(dirname(path));
    await fileStep("append to", path, async () => {
      const file = await open(path, "a+");
      try {
        const { size } = await file.stat();
        const { buffer: last } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
        const isTorn = size > 0 && last[0] !== NEWLINE;
        await file.appendFile(`${isTorn ? "\n" : ""}${JSON.stringify(record)}\n`);
        await file.sync();
      } finally {
        await file.close();
      }
    });
    await syncFolder(dirname(path));
  };
  return { append };
}
