import { readdir, realpath, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { compareCodePoints } from "@liftproof/events";
import type { ConfigFault, ConfigFile, ConfigOptions } from "@liftproof/experiments";
import { isMap, parseDocument } from "yaml";
import { CommandFault } from "../command-fault.ts";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";
import { readTextFile } from "./read-text-file.ts";

/** Name of the committed lock file beside the experiments. */
export const lockFileName = "experiments.lock.json";

/** Where the files that experiments refer to are, when they are not in their usual places. */
export interface ConfigPlaces {
  readonly metrics?: string;
  readonly surfaces?: string;
  readonly groups?: string;
  readonly lock?: string;
  /** Every service injects a linear-time matcher. */
  readonly regex?: boolean;
}

/** The texts that `loadExperiments` takes. */
export interface ConfigTexts {
  readonly experiments: readonly ConfigFile[];
  /** One fault for each YAML file of the folder that is no experiment at all. */
  readonly strays: readonly ConfigFault[];
  readonly options: ConfigOptions;
  /** Where metrics.yaml was looked for. */
  readonly metricsSought: readonly string[];
}

/**
 * The experiments of a folder and the folders in it (or one file), with metrics.yaml, surfaces.yaml, groups.yaml and the lock file from beside them or from
 * the folder above.
 *
 * @throws CommandFault when there is nothing at the path, a folder holds no experiment, or the one file is something else.
 */
export async function configTexts(context: CommandContext, path: string, places: ConfigPlaces): Promise<ConfigTexts> {
  const isFolder = await folderAt(context, path);
  const folder = isFolder ? path : dirname(path);
  const paths = isFolder ? await experimentPaths(context, path) : [path];
  if (paths.length === 0) {
    throw new CommandFault(`${path}: expected at least one experiment in a .yaml file, found none; see liftproof check --help`);
  }
  const metrics = places.metrics ?? (await usualPlace(context, usualPlaces(folder, "metrics.yaml")));
  const surfaces = places.surfaces ?? (await usualPlace(context, usualPlaces(folder, "surfaces.yaml")));
  const groups = places.groups ?? (await usualPlace(context, usualPlaces(folder, "groups.yaml")));
  const lock = places.lock ?? (await usualPlace(context, usualPlaces(folder, lockFileName)));
  const files = await Promise.all(paths.map((file) => configFile(context, file)));
  const [stray] = files.filter(isOther);
  if (!isFolder && stray !== undefined) throw new CommandFault(`${stray.path}: expected ${EXPERIMENT}, got ${OTHER}; name the experiment or its folder`);
  return {
    experiments: files.filter((file) => !isOther(file)),
    strays: files.filter(isOther).map(strayFault),
    metricsSought: usualPlaces(folder, "metrics.yaml"),
    options: {
      complete: isFolder,
      ...(metrics === undefined ? {} : { metrics: await configFile(context, metrics) }),
      ...(surfaces === undefined ? {} : { surfaces: await configFile(context, surfaces) }),
      ...(groups === undefined ? {} : { groups: await configFile(context, groups) }),
      ...(lock === undefined ? {} : { lock: await configFile(context, lock) }),
    },
  };
}

async function configFile(context: CommandContext, path: string): Promise<ConfigFile> {
  return { path, text: await readTextFile(context, path) };
}

async function folderAt(context: CommandContext, path: string): Promise<boolean> {
  try {
    return (await stat(pathFrom(context, path))).isDirectory();
  } catch (cause) {
    throw new CommandFault(`${path}: expected a folder of experiments or one .yaml file, found nothing there; check the path`, { cause });
  }
}

async function experimentPaths(context: CommandContext, folder: string): Promise<string[]> {
  const names = await yamlNames(pathFrom(context, folder), "", new Set());
  return names.sort(compareCodePoints).map((name) => join(folder, name));
}

/**
 * YAML files below a folder. What is hidden (`.github`) or installed (`node_modules`) is no experiment of the team, and may be huge.
 *
 * @param seen - Folders on the way, so that a link to one of them ends there.
 */
async function yamlNames(folder: string, below: string, seen: ReadonlySet<string>): Promise<string[]> {
  const place = await realpath(join(folder, below));
  if (seen.has(place)) return [];
  const entries = await readdir(place, { withFileTypes: true });
  const found = await Promise.all(entries.map(async (entry): Promise<string[]> => {
    if (entry.name.startsWith(".") || entry.name === "node_modules") return [];
    const name = join(below, entry.name);
    const linked = entry.isSymbolicLink() ? await stat(join(folder, name)).catch(() => entry) : entry;
    if (linked.isDirectory()) return yamlNames(folder, name, new Set([...seen, place]));
    return /\.ya?ml$/iu.test(entry.name) && !/^(?:metrics|surfaces|groups)\.ya?ml$/iu.test(entry.name) ? [name] : [];
  }));
  return found.flat();
}

const EXPERIMENT = "an experiment, a YAML file with exp_id, variants and primary_metric";
const OTHER = "another kind of file";

/** A file without one key that every experiment has is another kind of file, not an experiment with twenty faults. */
function isOther({ text }: ConfigFile): boolean {
  const { contents, errors } = parseDocument(text);
  if (errors.length > 0) return false;
  return !isMap(contents) || !["exp_id", "variants", "primary_metric", "surface"].some((key) => contents.has(key));
}

function strayFault({ path: file }: ConfigFile): ConfigFault {
  return { file, line: 1, column: 1, key: "", expected: EXPERIMENT, got: OTHER, message: `${file}:1:1: expected ${EXPERIMENT}, got ${OTHER}; move it out of the folder of experiments, or complete it` };
}

function usualPlaces(folder: string, name: string): readonly string[] {
  return [join(folder, name), join(folder, "..", name)];
}

async function usualPlace(context: CommandContext, places: readonly string[]): Promise<string | undefined> {
  for (const path of places) {
    try {
      if ((await stat(pathFrom(context, path))).isFile()) return path;
    } catch {
      // Not there: the next place, or none, which is allowed.
    }
  }
  return undefined;
}
