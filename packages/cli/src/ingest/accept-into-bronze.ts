import { createBronzeWriter } from "@liftproof/adapters/files";
import type { BronzeEntry } from "@liftproof/adapters/files";
import type { TokenVerifier } from "@liftproof/click-token";
import { accept, bronzeLine, compareCodePoints } from "@liftproof/events";
import type { AcceptOutcome } from "@liftproof/events";
import { CommandFault } from "../command-fault.ts";
import type { CommandContext } from "../command-context.ts";
import { fileLines } from "../input/file-lines.ts";
import { formatCount } from "../output/format-number.ts";
import { reasonCounts } from "../output/reason-lines.ts";
import { receiptOf } from "./receipt-of.ts";
import type { ReceiptRule } from "./receipt-of.ts";

/** Lines that go to disk together. Many, because an export that is not in the order of time touches many hours at once. */
const BATCH_LINES = 20_000;

/** A file of wire events, and how to judge its lines. */
export interface EventFile {
  readonly path: string;
  readonly rule: ReceiptRule;
  readonly verify: TokenVerifier;
  readonly ownHosts: readonly string[];
}

/** What `accept` said of a file's lines. */
export interface AcceptedLines {
  readonly lines: number;
  readonly accepted: number;
  /** Only codes that occur, by code point. */
  readonly rejected: Readonly<Record<string, number>>;
  /** The first few rejected lines, by their line of the file from 1. */
  readonly refusals: readonly RefusedLine[];
}

/** A line that is no event, without any value of it. */
export interface RefusedLine {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** Refused lines that are told one by one. */
const TOLD_REFUSALS = 3;

/**
 * Counts the lines of a file of events before anything is written.
 *
 * @throws CommandFault when not one line is an event (it is another file), or the file is broken.
 */
export async function countEventLines(context: CommandContext, file: EventFile): Promise<number> {
  const rejected = new Map<string, number>();
  let lines = 0;
  let isEvents = false;
  let first = "";
  for await (const { text: line } of fileLines(context, file.path)) {
    lines++;
    if (isEvents) continue;
    const { outcome } = judge(line, file);
    isEvents = outcome.kind === "accepted";
    if (outcome.kind === "rejected") {
      if (first === "") first = outcome.rejection.message;
      count(rejected, outcome.rejection.code);
    }
  }
  if (isEvents) return lines;
  const got = lines === 0 ? "an empty file" : `none in ${formatCount(lines)} lines (${reasonCounts(sorted(rejected))}); the first: ${first}`;
  throw new CommandFault(`${file.path}: expected one event per line, got ${got}; docs/guides/bring-your-events.md says what an event is`);
}

/** Sends a file of events line by line through `accept` into bronze. A rejected line is kept as well, with its reason. */
export async function acceptIntoBronze(context: CommandContext, file: EventFile, to: { readonly root: string; readonly onLines: (lines: number) => void }): Promise<AcceptedLines> {
  const rejected = new Map<string, number>();
  const refusals: RefusedLine[] = [];
  const writer = await createBronzeWriter({ root: to.root });
  let batch: BronzeEntry[] = [];
  let lines = 0;
  let accepted = 0;
  try {
    for await (const { text: raw, line } of fileLines(context, file.path)) {
      const { receivedAtUs, outcome } = judge(raw, file);
      if (outcome.kind === "accepted") accepted++;
      else {
        const { code, message } = outcome.rejection;
        count(rejected, code);
        refusals.push({ line, code, message });
        refusals.splice(TOLD_REFUSALS);
      }
      lines++;
      batch.push({ receivedAtUs, line: bronzeLine(outcome, { receivedAtUs, raw }) });
      if (batch.length < BATCH_LINES) continue;
      await writer.append(batch);
      batch = [];
      to.onLines(lines);
    }
    await writer.append(batch);
  } finally {
    await writer.close();
  }
  return { lines, accepted, rejected: sorted(rejected), refusals };
}

function judge(line: string, { rule, verify, ownHosts }: EventFile): { readonly receivedAtUs: number; readonly outcome: AcceptOutcome } {
  const { receivedAtUs, event } = receiptOf(line, rule);
  return { receivedAtUs, outcome: accept(event, { receivedAtUs, verify, ownHosts }) };
}

function count(counts: Map<string, number>, reason: string): void {
  counts.set(reason, (counts.get(reason) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([left], [right]) => compareCodePoints(left, right)));
}
