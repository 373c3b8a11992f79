import { projectedArrival, timeToDecision } from "@liftproof/mde";
import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { ExperimentResultRow } from "./experiment-result-row.ts";
import type { ResultLook } from "./held-decisions.ts";
import { plannedPairUnits, unitsAt, unitsOf } from "./unit-arrivals.ts";

const MICROS_PER_DAY = 86_400_000_000;
/** As `timeToDecision` bounds its latest day; no calendar reaches that far. */
const FARTHEST_DAYS = 1e12;

/** Whose decision, seen from when the experiment began. */
export interface DecisionClock {
  readonly treatment: string;
  readonly firstExposureUs: number;
}

/** The fields of a result row that say when the decision came or will come. */
export type DecisionDays = Pick<ExperimentResultRow, "timeToDecisionKind" | "timeToDecisionDays" | "timeToDecisionEarliestDays" | "timeToDecisionLatestDays" | "timeToDecisionBasis">;

const UNKNOWN: DecisionDays = { timeToDecisionKind: "unknown", timeToDecisionDays: null, timeToDecisionEarliestDays: null, timeToDecisionLatestDays: null, timeToDecisionBasis: null };
const NEVER: DecisionDays = { ...UNKNOWN, timeToDecisionKind: "never" };

/**
 * Days from the first exposure to the decision on a treatment, as known at the last of some looks.
 *
 * `reached`: the days of the look that decided. `running`: a range from the pace of the last seven days to arrivals that keep thinning;
 * of the sequence, if the effect from now on is the smallest worth finding (basis `design`), and for rules that read once, until the
 * planned units are there or the longest run is over (basis `planned_end`). `never`: not within the longest run, or nobody is let in any
 * more. `unknown`: too little has come, the split is off, or a guardrail is what is waited for.
 *
 * @param looks - From the first to the last, as `heldDecisions` gives them.
 */
export function daysToDecision(
  experiment: Pick<ExperimentDefinition, "decision" | "gate" | "maxDays" | "sizing" | "status">,
  looks: readonly ResultLook[],
  { treatment, firstExposureUs }: DecisionClock,
): DecisionDays {
  const last = looks.at(-1);
  if (last === undefined) return UNKNOWN;
  const daysAt = (asOfUs: number): number => (asOfUs - firstExposureUs) / MICROS_PER_DAY;
  const primary = looks.map(({ rows }) => rows.find((row) => row.role === "primary" && row.segment === "all" && row.treatment === treatment));
  const row = primary.at(-1);
  if (row === undefined) return UNKNOWN;
  if (row.decision === "invalid") return UNKNOWN;
  if (row.decidedAtUs !== null) return { ...UNKNOWN, timeToDecisionKind: "reached", timeToDecisionDays: Math.max(0, daysAt(row.decidedAtUs)) };
  if (experiment.status === "stopped" || experiment.status === "killed") return NEVER;

  const days = daysAt(last.asOfUs);
  const units = unitsOf(row);
  if (!(days > 0) || units === 0) return UNKNOWN;
  const arrived = [{ day: 0, units: 0 }, ...looks.map(({ asOfUs }, index) => ({ day: daysAt(asOfUs), units: unitsOf(primary[index]) }))];
  const arrivals = {
    units, days,
    unitsLastSevenDays: Math.max(0, units - unitsAt(arrived, days - 7)),
    unitsAtHalf: Math.min(units, unitsAt(arrived, days / 2)),
  };
  const { sizing, gate, maxDays, decision } = experiment;
  if (decision.rule !== "sequential") {
    const planned = plannedPairUnits(experiment, row);
    const { steadyDays, thinningDays } = planned === null ? { steadyDays: Infinity, thinningDays: Infinity } : projectedArrival(arrivals, planned);
    const ends = [steadyDays, thinningDays].map((end) => Math.max(days, Math.min(end, maxDays ?? Infinity)));
    return running(Math.min(...ends), Math.max(...ends), "planned_end");
  }
  const { difference, standardError, alpha } = row;
  if (sizing === null || gate.sizing === null || difference === null || standardError === null || !(standardError > 0)) return UNKNOWN;
  const found = timeToDecision({
    ...arrivals, difference, standardError, alpha, maxDays,
    plannedUnits: gate.sizing.confidenceSequenceN,
    smallestEffect: Math.abs(sizing.baseline * sizing.mde),
  });
  if (found.kind === "running") return running(found.earliestDays, found.latestDays, found.basis);
  return found.kind === "never" ? NEVER : UNKNOWN;
}

function running(earliestDays: number, latestDays: number, basis: "design" | "planned_end"): DecisionDays {
  if (earliestDays === Infinity) return UNKNOWN;
  return {
    timeToDecisionKind: "running", timeToDecisionDays: null, timeToDecisionBasis: basis,
    timeToDecisionEarliestDays: earliestDays,
    timeToDecisionLatestDays: latestDays < FARTHEST_DAYS ? latestDays : null,
  };
}
