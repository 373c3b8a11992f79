import type { SplitPhase } from "@liftproof/srm";
import type { MetricMoments } from "../analysis/analysis-input.ts";
import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { MetricDefinition } from "../config/metric-definition.ts";
import type { ExperimentHealth } from "../results/experiment-health.ts";

/** What the guard looks at. */
export interface GuardInput {
  readonly experiment: ExperimentDefinition;
  /** Definitions of at least the guardrails. */
  readonly metrics: readonly MetricDefinition[];
  /** Exposed units per arm, one entry per phase so far, each with its own weights. */
  readonly phases: readonly SplitPhase[];
  /** Moments of the guardrails in the current phase. */
  readonly moments: readonly MetricMoments[];
  readonly atUs: number;
  /** How the phase was run, where somebody counted. */
  readonly health?: ExperimentHealth;
  /** Smallest anytime p of earlier looks; evidence once found is kept. */
  readonly previousAnytimePValue?: number;
}
