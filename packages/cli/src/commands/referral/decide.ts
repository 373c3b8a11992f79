import type { Command } from "commander";
import { decideReferrals, isDecided } from "@liftproof/adapters/duckdb";
import type { DecidedReferral } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../../command-fault.ts";
import { commandWithExamples, printLine } from "../../command-context.ts";
import type { CommandContext } from "../../command-context.ts";
import { parseInstant } from "../../attribute/parse-instant.ts";
import { existingLake } from "../../input/existing-lake.ts";
import { refusalText } from "../../referral/refusal-text.ts";

interface DecideOptions {
  readonly lake: string;
  readonly at?: string;
  readonly note?: string;
  readonly json?: boolean;
}

type Kind = "approve" | "pay" | "void";

const summaries: Readonly<Record<Kind, string>> = {
  approve: "Approve the pending awards of orders before their hold is over.",
  pay: "Say that the approved awards of orders were paid; what is taken back later is debt.",
  void: "Withdraw the unpaid awards of orders: nothing is left of them.",
};

/** `liftproof referral approve`, `pay` and `void`: recorded for good, followed by the next build. */
export function decideCommand(context: CommandContext, kind: Kind): Command {
  return commandWithExamples(kind, summaries[kind], [`referral ${kind} 1042 --lake lake.duckdb`, `referral ${kind} 1042 1043 --lake lake.duckdb --at 2026-12-01T12:00:00Z --note 'why'`])
    .argument("<orders...>", "orders whose awards are meant; all or none of the decisions are recorded")
    .requiredOption("--lake <file>", "DuckDB file with a finished build")
    .option("--at <instant>", "when it was decided or paid, ISO 8601 (default: now)")
    .option("--note <text>", "a few words that somebody will want to read in a year")
    .option("--json", "machine output")
    .action((orders: readonly string[], options: DecideOptions) => run(context, { kind, orderIds: orders }, options));
}

async function run(context: CommandContext, { kind, orderIds }: { readonly kind: Kind; readonly orderIds: readonly string[] }, options: DecideOptions): Promise<void> {
  const recordedUs = context.io.nowUs();
  const atUs = options.at === undefined ? recordedUs : instantOf(options.at, recordedUs);
  const lake = await existingLake(context, options.lake);
  try {
    const decided = await decideReferrals(lake, { kind, orderIds, atUs, recordedUs, note: options.note ?? null });
    const refused = decided.filter((one) => !isDecided(one));
    if (refused.length > 0) throw new CommandFault(refused.map((one) => refusalText(one, { kind, lake: options.lake })).join("\nliftproof: "));
    printLine(context, options.json === true ? JSON.stringify({ kind, atUs, decided }) : forPeople(decided, { kind, atUs, lake: options.lake }));
  } finally {
    await lake.close();
  }
}

function instantOf(text: string, nowUs: number): number {
  const instant = parseInstant(text);
  if (instant === null) throw new CommandFault(`--at: expected ISO 8601, as in 2026-12-01T12:00:00Z, got ${JSON.stringify(text)}`);
  if (instant > nowUs) throw new CommandFault(`--at: expected an instant that has passed, got ${text}; decide when it has`);
  return instant;
}

const done: Readonly<Record<Kind, string>> = { approve: "approved", pay: "paid", void: "void" };

function forPeople(decided: readonly DecidedReferral[], { kind, atUs, lake }: { readonly kind: Kind; readonly atUs: number; readonly lake: string }): string {
  const lines = decided.map(({ orderId, outcome }) => {
    if (outcome === "done_before") return `${orderId}: was ${done[kind]} before; nothing recorded`;
    return outcome === "recorded_before" ? `${orderId}: ${kind} was recorded before; nothing recorded` : `${orderId}: ${kind} recorded`;
  });
  const isNew = decided.some(({ outcome }) => outcome === "recorded");
  return [...lines, ...(isNew ? [`the first build with the referral program that reads until ${new Date(atUs / 1000).toISOString()} or later adds it to the ledger; without --watermark it reads that far: liftproof build --lake ${lake} --rules FILE`] : [])].join("\n");
}
