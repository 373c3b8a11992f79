import { AdapterError } from "../../adapter-error.ts";
import { nearestName } from "./nearest-name.ts";

/**
 * Where a column stands among those of a file.
 *
 * @throws AdapterError `bad_data` when there is no such column, or two of that name.
 */
export function columnPosition(tableName: string, columns: readonly string[], name: string): number {
  const first = columns.indexOf(name);
  if (first < 0) {
    const near = nearestName(name, columns);
    const hint = near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`;
    const listed = columns.slice(0, 20).map((column) => JSON.stringify(column)).join(", ");
    const message = `${tableName}: expected a column ${JSON.stringify(name)}, got ${listed}${columns.length > 20 ? ", ..." : ""}${hint}`;
    throw new AdapterError("bad_data", message);
  }
  if (columns.includes(name, first + 1)) {
    const message = `${tableName}: expected one column ${JSON.stringify(name)}, got it more than once; rename one`;
    throw new AdapterError("bad_data", message);
  }
  return first;
}
