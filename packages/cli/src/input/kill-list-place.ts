import { fileKillList } from "@liftproof/adapters/files";
import type { KillList } from "@liftproof/experiments";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";

/** Name of the kill list where no other is given. */
export const killListName = "kills.json";

/** The kill list that the person named. */
export function killListAt(context: CommandContext, path: string): KillList {
  return fileKillList(pathFrom(context, path));
}
