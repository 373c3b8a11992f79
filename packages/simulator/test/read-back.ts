import { accept } from "@liftproof/events";
import type { SilverRow } from "@liftproof/events";
import type { SimulatedMarketplace } from "../src/index.ts";
import { tokens } from "./marketplace.ts";

/** What the stream holds, found by judging every line. */
export interface ReadBack {
  readonly total: number;
  readonly duplicates: number;
  /** First deliveries, in the order of receipt. */
  readonly rows: readonly SilverRow[];
  readonly rejected: Readonly<Record<string, number>>;
}

export function readBack({ lines }: SimulatedMarketplace): ReadBack {
  const seen = new Set<string>();
  const rows: SilverRow[] = [];
  const rejected: Record<string, number> = {};
  let total = 0;
  let duplicates = 0;
  for (const { line, receivedAtUs } of lines) {
    total += 1;
    const outcome = accept(line, { receivedAtUs, verify: tokens.verify });
    if (outcome.kind === "rejected") {
      const { code } = outcome.rejection;
      rejected[code] = (rejected[code] ?? 0) + 1;
    } else if (seen.has(outcome.row.eventId)) {
      duplicates += 1;
    } else {
      seen.add(outcome.row.eventId);
      rows.push(outcome.row);
    }
  }
  return { total, duplicates, rows, rejected };
}
