import { projectedArrival, timeToDecision } from "@liftproof/mde";
import type { ExperimentDefinition } from "../config/experiment-definition.ts";
import type { ExperimentResultRow } from "./experiment-result-row.ts";
import type { ResultLook } from "./held-decisions.ts";

const MICROS_PER_DAY = 86_400_000_000;

/** Whose decision, seen from when the experiment began. */
export interface DecisionClock {
  readonly treatment: string;
  readonly firstExposureUs: number;
}

/**
 * Days from the first exposure to the decision on a treatment, as known at the last of some looks.
 *
 * Once decided, the days of the look that did: the first whose sequence excludes zero, or, for a rule that reads once, the first at
 * or after the planned end. Before that, the earliest day of `timeToDecision` for the sequential rule; for the others the day the
 * planned units will have come at the rate of the last seven days, at most the longest run.
 *
 * @param looks - From the first to the last, as `heldDecisions` takes them.
 * @returns Null when nobody can tell, or it will not come within the longest run.
 */
export function daysToDecision(
  experiment: Pick<ExperimentDefinition, "decision" | "gate" | "maxDays" | "sizing">,
  looks: readonly ResultLook[],
  { treatment, firstExposureUs }: DecisionClock,
): number | null {
  const last = looks.at(-1);
  if (last === undefined) return null;
  const daysAt = (asOfUs: number): number => (asOfUs - firstExposureUs) / MICROS_PER_DAY;
  const primary = looks.map(({ rows }) => rows.find((row) => row.role === "primary" && row.segment === "all" && row.treatment === treatment));
  const sequential = experiment.decision.rule === "sequential";
  const decided = looks.findIndex((look, index) => (sequential ? hasCrossed(primary[index]) : !look.interim));
  const deciding = looks[decided];
  if (deciding !== undefined) return daysAt(deciding.asOfUs);

  const row = primary.at(-1);
  const days = daysAt(last.asOfUs);
  if (row === undefined || !(days > 0)) return null;
  const arrived = [{ day: 0, units: 0 }, ...looks.map(({ asOfUs }, index) => ({ day: daysAt(asOfUs), units: unitsOf(primary[index]) }))];
  const units = unitsOf(row);
  const unitsLastSevenDays = Math.max(0, units - unitsAt(arrived, days - 7));
  const unitsAtHalf = Math.min(units, unitsAt(arrived, days / 2));
  if (!sequential) {
    // Arms fill by their weights, so these two have their share of the plan when all have.
    const planned = plannedUnits(experiment, row);
    const atPace = planned === null || units === 0 ? Infinity : projectedArrival({ units, unitsAtHalf, unitsLastSevenDays, days }, planned).steadyDays;
    const earliest = Math.min(atPace, experiment.maxDays ?? Infinity);
    return earliest === Infinity ? null : Math.max(days, earliest);
  }
  const { sizing, gate, maxDays } = experiment;
  const { difference, standardError, alpha } = row;
  if (sizing === null || gate.sizing === null || difference === null || standardError === null || !(standardError > 0) || units === 0) return null;
  const found = timeToDecision({
    difference, standardError, alpha, units, unitsLastSevenDays, days, maxDays,
    plannedUnits: gate.sizing.confidenceSequenceN,
    smallestEffect: Math.abs(sizing.baseline * sizing.mde),
    unitsAtHalf,
  });
  return found.kind === "running" ? found.earliestDays : null;
}

function hasCrossed(row: ExperimentResultRow | undefined): boolean {
  return row !== undefined && row.sequentialPValue !== null && row.sequentialPValue < row.alpha;
}

function unitsOf(row: ExperimentResultRow | undefined): number {
  return row === undefined ? 0 : row.unitsControl + row.unitsTreatment;
}

function plannedUnits({ gate: { sizing } }: Pick<ExperimentDefinition, "gate">, { control, treatment }: ExperimentResultRow): number | null {
  if (sizing === null) return null;
  return (sizing.unitsPerArm[control] ?? 0) + (sizing.unitsPerArm[treatment] ?? 0);
}

/** Units by a day, on straight lines between the looks. */
function unitsAt(arrived: readonly { readonly day: number; readonly units: number }[], day: number): number {
  let before = { day: 0, units: 0 };
  for (const point of arrived) {
    if (point.day >= day) {
      const span = point.day - before.day;
      return span > 0 && day > before.day ? before.units + ((point.units - before.units) * (day - before.day)) / span : before.units;
    }
    before = point;
  }
  return before.units;
}
