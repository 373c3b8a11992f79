import { openDuckDb, readCells } from "@liftproof/adapters/duckdb";
import { jointMomentsOf } from "@liftproof/estimators";
import type { JointMoments } from "@liftproof/estimators";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";
import { CommandFault } from "../command-fault.ts";

/** A file with one row per unit from a period like the one to come. */
export interface Pilot {
  readonly path: string;
  readonly numerator: string;
  readonly denominator: string;
}

/**
 * Joint moments of numerator and denominator over the units of a pilot. Rows without one of the two are left out.
 *
 * @throws CommandFault naming the row when a cell is no number.
 */
export async function readPilot(context: CommandContext, { path, numerator, denominator }: Pilot): Promise<JointMoments> {
  const rows: [number, number][] = [];
  const duckDb = await openDuckDb();
  try {
    await readCells(duckDb, { path: pathFrom(context, path), name: path, columns: [numerator, denominator] }, (cells, row) => {
      const [top, bottom] = cells.map((cell, index) => numberOf(cell, `--pilot: ${path}: row ${row}: ${index === 0 ? numerator : denominator}`));
      if (typeof top === "number" && typeof bottom === "number") rows.push([top, bottom]);
    });
  } finally {
    await duckDb.close();
  }
  if (rows.length < 2) throw new CommandFault(`--pilot: ${path}: expected at least two rows with ${numerator} and ${denominator}, got ${rows.length}`);
  return jointMomentsOf(rows, 2);
}

function numberOf(cell: string | null, place: string): number | null {
  if (cell === null || cell.trim() === "") return null;
  const value = Number(cell);
  if (!Number.isFinite(value)) throw new CommandFault(`${place}: expected a number, got ${JSON.stringify(cell)}`);
  return value;
}
