import { existsSync } from "node:fs";
import type { Kill } from "@liftproof/experiments";
import { CommandFault } from "../command-fault.ts";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";
import { killListAt } from "./kill-list-place.ts";

/**
 * What a kill list holds. Who polls one may begin before the first kill; who names it as `--kill-list` of a build has one.
 *
 * @throws CommandFault when there is no such file.
 */
export async function existingKills(context: CommandContext, path: string): Promise<readonly Kill[]> {
  if (!existsSync(pathFrom(context, path))) throw new CommandFault(`--kill-list: expected the file that guard or kill wrote, got ${JSON.stringify(path)}, which does not exist`);
  return killListAt(context, path).read();
}
