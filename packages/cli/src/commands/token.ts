import { commandWithExamples } from "../command-context.ts";
import type { CommandFactory } from "../command-context.ts";
import { keygenCommand } from "./token/keygen.ts";
import { keysCommand } from "./token/keys.ts";
import { mintCommand } from "./token/mint.ts";
import { verifyCommand } from "./token/verify.ts";

/** `liftproof token`: make keys, mint and verify click tokens, look after keys. */
export const tokenCommand: CommandFactory = (context) =>
  commandWithExamples("token", "Make keys, mint and verify click tokens, look after the keys.", ["token keygen --ring keys.json", "token mint --ring keys.json --campaign spring", "token verify --ring keys.json TOKEN", "token keys --ring keys.json --lake lake.duckdb"])
    .addCommand(keygenCommand(context))
    .addCommand(mintCommand(context))
    .addCommand(verifyCommand(context))
    .addCommand(keysCommand(context));
