import type { Rejection } from "../rejection.ts";
import type { SilverRow } from "../silver-row.ts";
import { accept } from "./accept.ts";
import type { AcceptContext } from "./accept-context.ts";

/** The good and the bad of one batch; positions count from 0. */
export interface BatchOutcome {
  readonly accepted: readonly { readonly position: number; readonly row: SilverRow }[];
  readonly rejected: readonly { readonly position: number; readonly line: string; readonly rejection: Rejection }[];
}

/** Judges every line on its own: a bad line never takes a good one with it. */
export function acceptBatch(lines: Iterable<string>, context: AcceptContext): BatchOutcome {
  const accepted: BatchOutcome["accepted"][number][] = [];
  const rejected: BatchOutcome["rejected"][number][] = [];
  let position = 0;
  for (const line of lines) {
    const outcome = accept(line, context);
    if (outcome.kind === "accepted") accepted.push({ position, row: outcome.row });
    else rejected.push({ position, line, rejection: outcome.rejection });
    position += 1;
  }
  return { accepted, rejected };
}
