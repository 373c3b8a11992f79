import { standardEvents } from "@liftproof/events";
import { loadExperiments } from "@liftproof/experiments";
import type { ConfigFault, ConfigOptions, LoadedConfig } from "@liftproof/experiments";
import type { CommandContext } from "../command-context.ts";
import { configTexts } from "./config-files.ts";
import type { ConfigPlaces } from "./config-files.ts";

/** A loaded config and how many experiment files it was made of. */
export interface LoadedFiles {
  readonly config: LoadedConfig;
  readonly files: number;
  /** Where the lock file was found; null when there is none. */
  readonly lockFile: string | null;
}

/** Where the files are, and what is asked of them. */
export type ConfigChoices = ConfigPlaces & Pick<ConfigOptions, "frozenLock" | "lockReasons">;

/**
 * Reads experiments and what they refer to. Where there is no metrics.yaml that is one fault, however many metrics are missed.
 *
 * @throws CommandFault when there is nothing to read.
 */
export async function loadConfig(context: CommandContext, path: string, choices: ConfigChoices): Promise<LoadedFiles> {
  const { experiments, strays, options, metricsSought } = await configTexts(context, path, choices);
  const { regex = false, frozenLock = false, lockReasons = new Map() } = choices;
  const events = Object.keys(standardEvents);
  const loaded = loadExperiments(experiments, { ...options, events, regex, frozenLock, lockReasons, complete: options.complete === true && strays.length === 0 });
  const config = options.metrics === undefined ? withOneMetricsFault(loaded, metricsSought) : loaded;
  return { config: { ...config, faults: [...config.faults, ...strays] }, files: experiments.length + strays.length, lockFile: options.lock?.path ?? null };
}

function withOneMetricsFault(config: LoadedConfig, sought: readonly string[]): LoadedConfig {
  const missed = config.faults.filter(({ got }) => got.startsWith("unknown metric "));
  if (missed.length === 0) return config;
  return { ...config, faults: [missingMetrics(sought), ...config.faults.filter((fault) => !missed.includes(fault))] };
}

function missingMetrics(sought: readonly string[]): ConfigFault {
  const expected = "a metrics.yaml that lists the metrics of the experiments";
  const got = `none at ${sought.join(" or ")}`;
  return { file: sought[0] ?? "metrics.yaml", line: 1, column: 1, key: "", expected, got, message: `expected ${expected}, found ${got}; write it, or say where it is with --metrics FILE` };
}
