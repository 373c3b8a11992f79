import type { Command } from "commander";
import { lockFileName } from "../input/config-files.ts";

/**
 * Adds the options that say where the files are that experiments refer to: the same for every command that reads
 * experiments, or what one of them accepts another would refuse.
 *
 * @param beside - What the files are looked for beside.
 */
export function withConfigPlaces(command: Command, beside = "the experiments"): Command {
  const places = `(default: beside ${beside} or one folder up)`;
  return command
    .option("--metrics <file>", `metrics.yaml ${places}`)
    .option("--surfaces <file>", `surfaces.yaml ${places}`)
    .option("--groups <file>", `groups.yaml, lists that targeting names by $inGroup ${places}`)
    .option("--lock <file>", `lock file (default: ${lockFileName} beside ${beside} or one folder up)`);
}

/** Adds `--regex`, without which a pattern in targeting is a fault; beside it the options for the places of files. */
export function withConfigChoices(command: Command): Command {
  return withConfigPlaces(command).option("--regex", "every service injects a linear-time matcher, so $regex is allowed");
}
