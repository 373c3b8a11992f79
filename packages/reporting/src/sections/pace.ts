import type { ReportExperiment } from "../report-input.ts";
import { primaryRows } from "./primary-rows.ts";

/** How fast units come, and how many there are. */
export interface Pace {
  /** Over all arms. */
  readonly units: number;
  /** Since the first exposure; `null` where nothing tells. */
  readonly days: number | null;
  readonly unitsPerDay: number | null;
}

const MICROS_PER_DAY = 86_400_000_000;

/** Units so far and per day: from the first exposure where it is known, else between the looks of an experiment with two arms. */
export function pace(experiment: ReportExperiment): Pace {
  const { sampleRatio, startedAtUs, history = [], definition } = experiment;
  const [row] = primaryRows(experiment);
  const units = sampleRatio?.arms.reduce((sum, arm) => sum + arm.units, 0) ?? (row?.unitsControl ?? 0) + (row?.unitsTreatment ?? 0);
  const looks = [...history].sort((a, b) => a.asOfUs - b.asOfUs);
  const [first, last] = [looks[0], looks.at(-1)];
  if (last === undefined || first === undefined) return { units, days: null, unitsPerDay: null };
  const since = (fromUs: number): number => (last.asOfUs - fromUs) / MICROS_PER_DAY;
  if (startedAtUs !== undefined) {
    const days = since(startedAtUs);
    return days > 0 ? { units, days, unitsPerDay: units / days } : { units, days: null, unitsPerDay: null };
  }
  const isPair = definition.variants.length === 2 && since(first.asOfUs) > 0;
  return { units, days: null, unitsPerDay: isPair ? (last.units - first.units) / since(first.asOfUs) : null };
}
