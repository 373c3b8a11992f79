import { commandWithExamples } from "../command-context.ts";
import type { CommandFactory } from "../command-context.ts";
import { decideCommand } from "./referral/decide.ts";
import { listCommand } from "./referral/list.ts";

/** `liftproof referral`: what a referral program owes, and what somebody decides about it. */
export const referralCommand: CommandFactory = (context) =>
  commandWithExamples("referral", "List the awards of a referral program; approve them early, say that they were paid or are void.", [
    "referral list --lake lake.duckdb --state approved",
    "referral approve 1041 --lake lake.duckdb --note 'known customer'",
    "referral pay 1042 1043 --lake lake.duckdb --note 'transfer of 1 December'",
    "referral void 1044 --lake lake.duckdb --note 'two accounts of one person'",
  ])
    .addCommand(listCommand(context))
    .addCommand(decideCommand(context, "approve"))
    .addCommand(decideCommand(context, "pay"))
    .addCommand(decideCommand(context, "void"));
