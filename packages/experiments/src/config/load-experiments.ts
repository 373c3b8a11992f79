import { decisionFindings } from "../checks/decision-findings.ts";
import { duplicateFindings } from "../checks/duplicate-findings.ts";
import { effectFindings } from "../checks/effect-findings.ts";
import { gateFindings } from "../checks/gate-findings.ts";
import { holdoutFindings } from "../checks/holdout-findings.ts";
import { layerFindings } from "../checks/layer-findings.ts";
import { lockFindings } from "../checks/lock-findings.ts";
import { metricReferenceFindings } from "../checks/metric-reference-findings.ts";
import { missingFindings } from "../checks/missing-findings.ts";
import { idleFindings, prerequisiteFindings } from "../checks/prerequisite-findings.ts";
import { splitFindings } from "../checks/split-findings.ts";
import { surfaceFindings } from "../checks/surface-findings.ts";
import { targetingFindings } from "../checks/targeting-findings.ts";
import { unsizedFindings } from "../checks/unsized-findings.ts";
import { earlierPhases } from "../lock/earlier-phases.ts";
import { lockEntryOf } from "../lock/lock-entry-of.ts";
import type { LockedExperiment } from "../lock/locked-experiment.ts";
import type { ConfigFault } from "./config-fault.ts";
import type { ConfigFile } from "./config-file.ts";
import type { ConfigNote } from "./config-note.ts";
import type { ConfigOptions } from "./config-options.ts";
import type { ExperimentDefinition } from "./experiment-definition.ts";
import { inlineMetrics } from "./inline-metrics.ts";
import { loadGroups } from "./load-groups.ts";
import { loadLock } from "./load-lock.ts";
import { loadMetrics } from "./load-metrics.ts";
import { loadSurfaces } from "./load-surfaces.ts";
import type { MetricDefinition } from "./metric-definition.ts";
import { readExperiment } from "./read-experiment.ts";
import type { GateFinding } from "./sizing-gate-of.ts";
import { sizingGateOf } from "./sizing-gate-of.ts";
import type { Finding } from "./yaml-file.ts";
import { yamlFile } from "./yaml-file.ts";

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
  /** What is allowed and worth knowing, such as what a lock file that is not frozen does not hold yet. */
  readonly notes: readonly ConfigNote[];
}

const FROZEN = "the lock is frozen here; write it with liftproof check --write-lock where you work, and commit it";

/**
 * Reads experiments from the texts of their files, one experiment per file.
 *
 * Fails closed: an experiment with any fault is not among the results, and a fault names file,
 * line, key, what was expected and what came. Texts in, values out; nothing is read from disk.
 */
export function loadExperiments(files: readonly ConfigFile[], options: ConfigOptions = {}): LoadedConfig {
  const { faults: metricFaults, ...declared } = loadMetrics(options.metrics, options.events);
  const surfaces = loadSurfaces(options.surfaces);
  const { locked, yaml: lockYaml, faults: lockFaults } = loadLock(options.lock);
  const groups = loadGroups(options.groups);
  const shared = [...metricFaults, ...surfaces.faults, ...groups.faults, ...lockFaults];
  const everything = options.checks !== "assignment";
  const frozen = options.frozenLock === true;

  const read = files.map((file) => readExperiment(yamlFile(file), surfaces));
  const loaded = read.flatMap(({ experiment }) => (experiment === undefined ? [] : [experiment]));
  // An id that cannot be read may be any; what follows from that is no mistake of another file.
  const ids = read.every(({ expId }) => expId !== null) ? new Set(read.flatMap(({ expId }) => expId ?? [])) : null;
  const inline = inlineMetrics(loaded, declared);
  const metrics = new Map([...declared.metrics, ...inline.metrics]);
  const support = { ...groups, regex: options.regex ?? false };

  const judged = loaded.map((one) => {
    const { definition, entry, yaml } = one;
    const primary = metrics.get(definition.primaryMetric);
    const override = entry.sizing?.override ?? null;
    const gate = primary === undefined ? ungated(override) : sizingGateOf(definition, primary, override);
    const lock = lockFindings(definition, {
      now: lockEntryOf(definition, { metrics, groups: groups.groups }),
      locked: locked.get(definition.expId),
      reason: options.lockReasons?.get(definition.expId),
      assignmentOnly: !everything,
    });
    // Where the lock file itself is at fault it holds nothing, which is not the experiment's mistake.
    const unlocked = lockFaults.length > 0 ? [] : lock.notes;
    const findings: readonly Finding[] = [
      ...splitFindings(entry),
      ...targetingFindings(entry, support),
      ...surfaceFindings(entry, surfaces),
      ...inline.findings(one),
      ...(everything ? metricReferenceFindings(definition, { metrics, refused: declared.refused }) : []),
      ...duplicateFindings(one, loaded),
      ...layerFindings(one, loaded),
      ...holdoutFindings(one, loaded),
      ...prerequisiteFindings(one, { all: loaded, ids }),
      ...lock.faults,
      ...(frozen ? unlocked.map((note) => ({ ...note, hint: FROZEN })) : []),
    ];
    // Sizes of a split that is wrong would only repeat the mistake in other words.
    const sizable = everything && findings.length === 0 && primary !== undefined;
    const gated = sizable ? [...decisionFindings(definition, { metric: primary, metrics, gate }), ...gateFindings(definition, gate)] : findings;
    const notes: ConfigNote[] = [
      ...(frozen ? [] : unlocked).map((note) => ({ ...yaml.fault(note), about: "lock" as const })),
      ...[...effectFindings(entry), ...(sizable ? unsizedFindings(definition, gate) : [])].map((note) => ({ ...yaml.fault(note), about: "sizing" as const })),
      ...idleFindings(one, loaded).map((note) => ({ ...yaml.fault(note), about: "reach" as const })),
    ];
    return { one, gate, lockEntry: lock.entry, faults: gated.map(yaml.fault), notes };
  });

  const missing = options.complete === false || ids === null || lockYaml === null ? { faults: [], notes: [] } : missingFindings(locked, ids);
  const lockFault = (finding: Finding): readonly ConfigFault[] => (lockYaml === null ? [] : [lockYaml.fault(finding)]);
  const gone = [...missing.faults, ...(frozen ? missing.notes.map((note) => ({ ...note, hint: FROZEN })) : [])].flatMap(lockFault);
  return {
    experiments: judged.flatMap(({ one, gate, lockEntry, faults }) => {
      if (faults.length > 0 || shared.length > 0) return [];
      const { verdict, sizing, override } = gate;
      const before = earlierPhases(one.definition.phase, locked.get(one.definition.expId));
      return [{ ...one.definition, earlierPhases: before, gate: { verdict, sizing, override }, lockEntry }];
    }),
    metrics: [...metrics.values()],
    groups: groups.groups,
    locked,
    faults: [...shared, ...gone, ...inReadingOrder([...read, ...judged].flatMap(({ faults }) => faults), files)],
    notes: [...(frozen ? [] : missing.notes.flatMap(lockFault)).map((note) => ({ ...note, about: "lock" as const })), ...judged.flatMap(({ notes }) => notes)],
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
