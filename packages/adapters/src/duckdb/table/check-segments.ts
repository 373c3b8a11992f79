import { AdapterError } from "../../adapter-error.ts";
import type { DuckDb } from "../connection.ts";

/** More different values than this and the column is an id or an amount. */
const MOST_SEGMENTS = 200;

/**
 * Refuses a column that divides units into hundreds of segments, before anything is summed per segment.
 *
 * @param name - What messages call the file.
 * @throws AdapterError `bad_data` naming the column.
 */
export async function checkSegments(
  duckDb: DuckDb,
  name: string,
  { units, dimensions }: { readonly units: string; readonly dimensions: readonly string[] },
): Promise<void> {
  if (dimensions.length === 0) return;
  const parts = dimensions.map((_, dimension) => `approx_count_distinct(g${dimension}) AS n${dimension}`);
  const [row] = await duckDb.all(`SELECT ${parts.join(", ")} FROM (${units})`);
  dimensions.forEach((column, dimension) => {
    const segments = Number(row?.[`n${dimension}`]);
    if (segments <= MOST_SEGMENTS) return;
    throw new AdapterError("bad_data", `${name}: column ${JSON.stringify(column)}: expected at most ${MOST_SEGMENTS} segments, got about ${segments}; is it the right column?`);
  });
}
