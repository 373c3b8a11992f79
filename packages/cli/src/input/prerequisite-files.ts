import { dirname } from "node:path";
import type { ConfigFile } from "@liftproof/experiments";
import type { CommandContext } from "../command-context.ts";
import { configTexts } from "./config-files.ts";
import type { ConfigPlaces } from "./config-files.ts";
import { experimentOutline } from "./experiment-outlines.ts";

/**
 * Files in the folder of an experiment that its prerequisites name, and theirs in turn; the folder is read only when there are any.
 *
 * Other files of the folder are left alone: their mistakes do not matter to this experiment.
 */
export async function prerequisiteFiles(context: CommandContext, file: ConfigFile, places: ConfigPlaces): Promise<readonly ConfigFile[]> {
  const { expId, asked } = experimentOutline(file);
  if (asked.length === 0) return [];
  const { experiments } = await configTexts(context, dirname(file.path), places);
  const beside = experiments.map((one) => ({ one, ...experimentOutline(one) }));
  const wanted = new Set(asked);
  // A set keeps on iterating over what is added meanwhile, so prerequisites of prerequisites come in too.
  for (const id of wanted) {
    for (const next of beside.filter((found) => found.expId === id).flatMap((found) => found.asked)) wanted.add(next);
  }
  return beside.filter((found) => found.expId !== null && found.expId !== expId && wanted.has(found.expId)).map(({ one }) => one);
}
