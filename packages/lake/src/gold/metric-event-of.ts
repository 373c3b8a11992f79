import { textLiteral } from "../sql/quote.ts";
import type { ExperimentPlan, MetricPlan } from "./experiment-plan.ts";

const unitColumns: Readonly<Record<string, string>> = { identity: "identity_id", anonymous: "anon_id", session: "session_id" };

/** Whether the lake can follow units of this kind to their events. */
export function isFollowed(unit: string): boolean {
  return Object.hasOwn(unitColumns, unit);
}

/**
 * The column of `lake.int_metric_events` that tells the unit.
 *
 * @throws RangeError for a kind of unit that the lake cannot follow.
 */
export function unitColumnOf({ unit }: Pick<ExperimentPlan, "unit">): string {
  const column = isFollowed(unit) ? unitColumns[unit] : undefined;
  if (column === undefined) throw new RangeError(`unit: expected identity, anonymous or session, got ${unit}`);
  return column;
}

/** The condition that metric event `m` counts for a metric of an experiment: a conversion that was emitted counts for its own experiment alone. */
export function metricEventOf({ expId }: Pick<ExperimentPlan, "expId">, { name }: Pick<MetricPlan, "name">): string {
  return `m.metric = ${textLiteral(name)} AND COALESCE(m.exp_id, ${textLiteral(expId)}) = ${textLiteral(expId)}`;
}
