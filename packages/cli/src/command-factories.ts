import type { CommandFactory } from "./command-context.ts";
import { sizeCommand } from "./commands/size.ts";
import { srmCommand } from "./commands/srm.ts";
import { tokenCommand } from "./commands/token.ts";

/** Every command, in the order of the help. */
export const commandFactories: readonly CommandFactory[] = [sizeCommand, srmCommand, tokenCommand];
