import type { ConfigFile } from "./config-file.ts";

/** The files that experiments refer to, and what the place they run in supports. */
export interface ConfigOptions {
  /** metrics.yaml. */
  readonly metrics?: ConfigFile;
  /**
   * surfaces.yaml; without it surfaces are not checked against a list, protected names still are, and
   * none is public: a service that serves indexed pages has to pass it, as `liftproof check` does.
   */
  readonly surfaces?: ConfigFile;
  /** groups.yaml; without it there are no groups, and targeting that names one is a fault. Groups kept elsewhere are passed as such a text. */
  readonly groups?: ConfigFile;
  /** The committed lock file, as written by `lockFileText`. */
  readonly lock?: ConfigFile;
  /** Whether whatever has run has to be in the lock file as it stands, as in continuous integration. False when absent. */
  readonly frozenLock?: boolean;
  /** Why what decides an experiment changed within a phase, by exp_id; without a reason such a change is a fault. */
  readonly lockReasons?: ReadonlyMap<string, string>;
  /** Whether the files are all there are, so that a running experiment of the lock file without one is a fault. True when absent. */
  readonly complete?: boolean;
  /** Names of the events that the collector accepts, beside those under `events` in metrics.yaml; a metric of another is a fault. Absent: any name. */
  readonly events?: readonly string[];
  /** Whether every service injects `linearRegexMatcher`; otherwise `$regex` is a fault. False when absent. */
  readonly regex?: boolean;
  /**
   * `assignment` leaves out what only a launch and an analysis depend on (metrics, decision rule,
   * sizing gate), for whoever merely wants to know what a file would assign. `all` when absent.
   */
  readonly checks?: "all" | "assignment";
}
