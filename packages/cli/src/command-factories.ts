import type { CommandFactory } from "./command-context.ts";
import { analyzeCommand } from "./commands/analyze.ts";
import { assignCommand } from "./commands/assign.ts";
import { attributeCommand } from "./commands/attribute.ts";
import { checkCommand } from "./commands/check.ts";
import { sizeCommand } from "./commands/size.ts";
import { srmCommand } from "./commands/srm.ts";
import { tokenCommand } from "./commands/token.ts";

/** Every command, in the order of the help. */
export const commandFactories: readonly CommandFactory[] = [checkCommand, sizeCommand, assignCommand, srmCommand, analyzeCommand, attributeCommand, tokenCommand];
