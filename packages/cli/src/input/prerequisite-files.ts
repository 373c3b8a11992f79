import { dirname } from "node:path";
import type { ConfigFile } from "@liftproof/experiments";
import { parse } from "yaml";
import type { CommandContext } from "../command-context.ts";
import { configTexts } from "./config-files.ts";
import type { ConfigPlaces } from "./config-files.ts";

/** What two keys of a file say, before anything in it is judged. */
interface Outline {
  readonly expId: string | null;
  readonly asked: readonly string[];
}

/**
 * Files in the folder of an experiment that its prerequisites name, and theirs in turn; the folder is read only when there are any.
 *
 * Other files of the folder are left alone: their mistakes do not matter to this experiment.
 */
export async function prerequisiteFiles(context: CommandContext, file: ConfigFile, places: ConfigPlaces): Promise<readonly ConfigFile[]> {
  const { expId, asked } = outlineOf(file);
  if (asked.length === 0) return [];
  const { experiments } = await configTexts(context, dirname(file.path), places);
  const beside = experiments.map((one) => ({ one, ...outlineOf(one) }));
  const wanted = new Set(asked);
  // A set keeps on iterating over what is added meanwhile, so prerequisites of prerequisites come in too.
  for (const id of wanted) {
    for (const next of beside.filter((found) => found.expId === id).flatMap((found) => found.asked)) wanted.add(next);
  }
  return beside.filter((found) => found.expId !== null && found.expId !== expId && wanted.has(found.expId)).map(({ one }) => one);
}

/** A file that cannot be read that far asks for nothing; its faults are told when it is loaded. */
function outlineOf({ text }: ConfigFile): Outline {
  let value: unknown;
  try {
    value = parse(text, { logLevel: "silent" });
  } catch {
    return { expId: null, asked: [] };
  }
  const expId = entryOf(value, "exp_id");
  const prerequisites = entryOf(value, "prerequisites");
  const asked = (Array.isArray(prerequisites) ? prerequisites : []).map((one: unknown) => entryOf(one, "exp_id"));
  return { expId: typeof expId === "string" ? expId : null, asked: asked.filter((id) => typeof id === "string") };
}

function entryOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
