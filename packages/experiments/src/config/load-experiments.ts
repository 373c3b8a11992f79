import { decisionFindings } from "../checks/decision-findings.ts";
import { duplicateFindings } from "../checks/duplicate-findings.ts";
import { frozenLockFindings } from "../checks/frozen-lock-findings.ts";
import { gateFindings } from "../checks/gate-findings.ts";
import { holdoutFindings } from "../checks/holdout-findings.ts";
import { layerFindings } from "../checks/layer-findings.ts";
import { lockFindings } from "../checks/lock-findings.ts";
import { metricReferenceFindings } from "../checks/metric-reference-findings.ts";
import { prerequisiteFindings } from "../checks/prerequisite-findings.ts";
import { splitFindings } from "../checks/split-findings.ts";
import { surfaceFindings } from "../checks/surface-findings.ts";
import { targetingFindings } from "../checks/targeting-findings.ts";
import { earlierPhases } from "../lock/earlier-phases.ts";
import type { LockedExperiment } from "../lock/locked-experiment.ts";
import { experimentSchema } from "../schemas/experiment-schema.ts";
import { readWith } from "../schemas/read-with.ts";
import type { ConfigFault } from "./config-fault.ts";
import type { ConfigFile } from "./config-file.ts";
import type { ExperimentDefinition } from "./experiment-definition.ts";
import { experimentOf } from "./experiment-of.ts";
import { inlineMetrics } from "./inline-metrics.ts";
import { loadGroups } from "./load-groups.ts";
import { loadLock } from "./load-lock.ts";
import type { LoadedExperiment } from "./loaded-experiment.ts";
import { loadMetrics } from "./load-metrics.ts";
import { loadSurfaces } from "./load-surfaces.ts";
import type { LoadedSurfaces } from "./load-surfaces.ts";
import type { MetricDefinition } from "./metric-definition.ts";
import type { GateFinding } from "./sizing-gate-of.ts";
import { sizingGateOf } from "./sizing-gate-of.ts";
import type { Finding, YamlFile } from "./yaml-file.ts";
import { yamlFile } from "./yaml-file.ts";

/** The files that experiments refer to, and what the place they run in supports. */
export interface ConfigOptions {
  /** metrics.yaml. */
  readonly metrics?: ConfigFile;
  /**
   * surfaces.yaml; without it surfaces are not checked against a list, protected names still are, and
   * none is public: a service that serves indexed pages has to pass it, as `liftproof check` does.
   */
  readonly surfaces?: ConfigFile;
  /** groups.yaml; without it the names of groups in targeting are not checked. */
  readonly groups?: ConfigFile;
  /** The committed lock file, as written by `lockFileText`. */
  readonly lock?: ConfigFile;
  /** Whether every running experiment has to be in the lock file as it runs, as in continuous integration. False when absent. */
  readonly frozenLock?: boolean;
  /** Whether every service injects `linearRegexMatcher`; otherwise `$regex` is a fault. False when absent. */
  readonly regex?: boolean;
  /**
   * `assignment` leaves out what only a launch and an analysis depend on (metrics, decision rule,
   * sizing gate), for whoever merely wants to know what a file would assign. `all` when absent.
   */
  readonly checks?: "all" | "assignment";
}

/** Everything the files say, and everything that is wrong with them. */
export interface LoadedConfig {
  /** Experiments without a fault, in the order of the files. */
  readonly experiments: readonly ExperimentDefinition[];
  /** Metrics of metrics.yaml and inline ones. */
  readonly metrics: readonly MetricDefinition[];
  /** Members of saved groups by name, as an assignment context takes them. */
  readonly groups: ReadonlyMap<string, ReadonlySet<string | number>>;
  /** What the lock file remembers, by exp_id; goes into the next lock file. */
  readonly locked: ReadonlyMap<string, LockedExperiment>;
  readonly faults: readonly ConfigFault[];
}

/**
 * Reads experiments from the texts of their files, one experiment per file.
 *
 * Fails closed: an experiment with any fault is not among the results, and a fault names file,
 * line, key, what was expected and what came. Texts in, values out; nothing is read from disk.
 */
export function loadExperiments(files: readonly ConfigFile[], options: ConfigOptions = {}): LoadedConfig {
  const { metrics: declared, faults: metricFaults } = loadMetrics(options.metrics);
  const surfaces = loadSurfaces(options.surfaces);
  const { locked, faults: lockFaults } = loadLock(options.lock);
  const groups = loadGroups(options.groups);
  const shared = [...metricFaults, ...surfaces.faults, ...groups.faults, ...lockFaults];

  const read = files.map((file) => readExperiment(yamlFile(file), surfaces));
  const loaded = read.flatMap(({ experiment }) => (experiment === undefined ? [] : [experiment]));
  const inline = inlineMetrics(loaded, declared);
  const metrics = new Map([...declared, ...inline.metrics]);
  const support = { ...groups, regex: options.regex ?? false };
  const everything = options.checks !== "assignment";

  const judged = loaded.map((one) => {
    const primary = metrics.get(one.definition.primaryMetric);
    const override = one.entry.sizing?.override ?? null;
    const gate = primary === undefined ? ungated(override) : sizingGateOf(one.definition, primary, override);
    const findings: readonly Finding[] = [
      ...splitFindings(one.entry),
      ...targetingFindings(one.entry, support),
      ...surfaceFindings(one.entry, surfaces),
      ...inline.findings(one),
      ...(everything ? metricReferenceFindings(one.definition, metrics) : []),
      ...duplicateFindings(one, loaded),
      ...layerFindings(one, loaded),
      ...holdoutFindings(one, loaded),
      ...prerequisiteFindings(one, loaded),
      ...lockFindings(one.definition, locked.get(one.definition.expId)),
      ...(options.frozenLock === true ? frozenLockFindings(one.definition, locked.get(one.definition.expId)) : []),
    ];
    // Sizes of a split that is wrong would only repeat the mistake in other words.
    const sizable = everything && findings.length === 0 && primary !== undefined;
    const gated = sizable ? [...decisionFindings(one.definition, primary, gate), ...gateFindings(one.definition, gate)] : findings;
    return { one, gate, faults: gated.map(one.yaml.fault) };
  });

  return {
    experiments: judged.flatMap(({ one, gate, faults }) => {
      if (faults.length > 0 || shared.length > 0) return [];
      const { verdict, sizing, override } = gate;
      const before = earlierPhases(one.definition.phase, locked.get(one.definition.expId));
      return [{ ...one.definition, earlierPhases: before, gate: { verdict, sizing, override } }];
    }),
    metrics: [...metrics.values()],
    groups: groups.groups,
    locked,
    faults: [...shared, ...inReadingOrder([...read, ...judged].flatMap(({ faults }) => faults), files)],
  };
}

/** What is known of the size of an experiment whose metric is not. */
function ungated(override: string | null): GateFinding {
  return { verdict: override === null ? "none" : "overridden", sizing: null, override, missing: "a known primary metric" };
}

/** File by file as given, top to bottom. */
function inReadingOrder(faults: readonly ConfigFault[], files: readonly ConfigFile[]): readonly ConfigFault[] {
  const place = new Map(files.map(({ path }, index) => [path, index]));
  const placeOf = (fault: ConfigFault): number => place.get(fault.file) ?? 0;
  return [...faults].sort((a, b) => placeOf(a) - placeOf(b) || a.line - b.line || a.column - b.column);
}

function readExperiment(
  yaml: YamlFile,
  { surfaces }: LoadedSurfaces,
): { readonly experiment?: LoadedExperiment; readonly faults: readonly ConfigFault[] } {
  if (yaml.faults.length > 0) return { faults: yaml.faults };
  const read = readWith(experimentSchema, yaml.value);
  if (read.kind === "refused") return { faults: read.findings.map(yaml.fault) };
  const publicSeo = surfaces.get(read.value.surface)?.publicSeo ?? false;
  const definition = experimentOf(read.value, { file: yaml.path, publicSeo });
  return { experiment: { yaml, entry: read.value, definition }, faults: [] };
}
