import { commandWithExamples } from "../command-context.ts";
import type { CommandFactory } from "../command-context.ts";
import { keygenCommand } from "./token/keygen.ts";
import { mintCommand } from "./token/mint.ts";
import { verifyCommand } from "./token/verify.ts";

/** `liftproof token`: make keys, mint and verify click tokens. */
export const tokenCommand: CommandFactory = (context) =>
  commandWithExamples("token", "Make keys, mint and verify click tokens.", ["token keygen --ring keys.json", "token mint --ring keys.json --campaign spring", "token verify --ring keys.json TOKEN"])
    .addCommand(keygenCommand(context))
    .addCommand(mintCommand(context))
    .addCommand(verifyCommand(context));
