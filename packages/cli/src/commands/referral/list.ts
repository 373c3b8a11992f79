import { readReferralAwards } from "@liftproof/adapters/duckdb";
import type { ReferralAward } from "@liftproof/adapters/duckdb";
import { commandWithExamples, printLine } from "../../command-context.ts";
import type { CommandContext, CommandFactory } from "../../command-context.ts";
import { existingLake } from "../../input/existing-lake.ts";
import { oneOf } from "../../options/one-of.ts";
import { awardsText } from "../../referral/awards-text.ts";

interface ListOptions {
  readonly lake: string;
  readonly state?: string;
  readonly json?: boolean;
}

const states = ["pending", "approved", "paid", "clawed_back", "void"] as const satisfies readonly ReferralAward["state"][];

/** `liftproof referral list`: every award and how it stands. */
export const listCommand: CommandFactory = (context) =>
  commandWithExamples("list", "List the awards of the referral ledger as of the latest build.", [
    "referral list --lake lake.duckdb",
    "referral list --lake lake.duckdb --state approved --json",
  ])
    .requiredOption("--lake <file>", "DuckDB file with a finished build")
    .option("--state <state>", `only awards that are ${states.join(", ")}`)
    .option("--json", "machine output")
    .action((options: ListOptions) => run(context, options));

async function run(context: CommandContext, options: ListOptions): Promise<void> {
  const state = options.state === undefined ? undefined : oneOf("--state", options.state, states);
  const lake = await existingLake(context, options.lake, { readOnly: true });
  try {
    const all = await readReferralAwards(lake);
    const awards = state === undefined ? all : all.filter((award) => award.state === state);
    printLine(context, options.json === true ? JSON.stringify({ awards }) : awardsText(awards, { outOf: all.length, state }));
  } finally {
    await lake.close();
  }
}
