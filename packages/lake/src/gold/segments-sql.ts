import type { Dialect } from "../dialects/dialect.ts";
import { textLiteral } from "../sql/quote.ts";
import { intExperimentSegmentsTable } from "../tables/experiment-tables.ts";
import type { ExperimentPlan } from "./experiment-plan.ts";
import { insertInto } from "./insert-into.ts";
import { ofPhase } from "./phase-condition.ts";

/** Columns of an event that a dimension may be; any other name is a key of the exposure's payload. */
const eventColumns: readonly string[] = ["country", "city", "page_path", "utm_source", "utm_medium", "utm_campaign", "referrer_host", "click_id_kind"];

/** Values of a dimension that stand alone: each is a comparison more to be wrong in. */
const MOST_SEGMENTS = 20;

/**
 * Fills `lake.int_experiment_segments` for one dimension of one experiment phase, from each unit's first exposure: what is known before
 * the treatment could change it.
 *
 * The twenty values with most units are segments, the others one together. A unit without a value is in none.
 */
export function segmentsSql(dialect: Dialect, experiment: Pick<ExperimentPlan, "expId" | "phase">, dimension: string): string {
  const inPayload = `NULLIF(${dialect.mapGet("e.payload", dimension)}, '')`;
  const value = eventColumns.includes(dimension) ? `COALESCE(${inPayload}, NULLIF(e.${dimension}, ''))` : inPayload;
  const prefix = textLiteral(`${dimension}=`);
  return insertInto(
    dialect,
    intExperimentSegmentsTable,
    `WITH valued AS (
  SELECT f.unit_id, ${value} AS value
  FROM ${dialect.table("fact_experiments")} AS f JOIN ${dialect.table("events")} AS e ON e.event_id = f.first_event_id
  WHERE ${ofPhase(experiment, "f")}
),
ranked AS (
  SELECT value, row_number() OVER (ORDER BY count(*) DESC, value) AS place FROM valued WHERE value IS NOT NULL GROUP BY value
)
SELECT ${textLiteral(experiment.expId)}, ${experiment.phase}, ${textLiteral(dimension)}, v.unit_id, CASE WHEN r.place <= ${MOST_SEGMENTS} THEN ${prefix} || v.value ELSE ${textLiteral(`${dimension} (others)`)} END
FROM valued AS v JOIN ranked AS r ON r.value = v.value`,
  );
}
