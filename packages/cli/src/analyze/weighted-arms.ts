import { nearestName } from "@liftproof/adapters/duckdb";
import type { UnitMoments } from "@liftproof/adapters/duckdb";
import type { AnalysisInput } from "@liftproof/experiments";
import { CommandFault } from "../command-fault.ts";
import type { ArmNumber } from "../options/parse-arm-numbers.ts";

/** More distinct values than this in the arm column mean that it is another column. */
const MOST_ARMS = 50;

/**
 * The arms of a file with their promised weights (equal unless told), control first.
 *
 * @throws CommandFault when there are fewer than two arms, very many, or the control is not among them.
 */
export function weightedArms(arms: UnitMoments["arms"], control: string, weights: readonly ArmNumber[] | undefined): AnalysisInput["arms"] {
  const names = arms.map(({ arm }) => arm);
  if (names.length > MOST_ARMS) {
    throw new CommandFault(`--arm: expected a column with at most ${MOST_ARMS} different arms, got ${names.length}; is it the right column?`);
  }
  if (!names.includes(control)) {
    const near = nearestName(control, names);
    const listed = names.map((name) => JSON.stringify(name)).join(", ");
    throw new CommandFault(`--control: expected one of the arms ${listed}, got ${JSON.stringify(control)}${near === undefined ? "" : `; did you mean ${JSON.stringify(near)}?`}`);
  }
  if (names.length < 2) throw new CommandFault(`--arm: expected at least two arms, got only ${JSON.stringify(control)}; check the column and the export`);
  const weightOf = (arm: string): number => (weights === undefined ? 1 : (weights.find((weight) => weight.arm === arm)?.value ?? 0));
  const weighted = arms.map(({ arm, units }) => ({ arm, units, weight: weightOf(arm) }));
  return [...weighted.filter(({ arm }) => arm === control), ...weighted.filter(({ arm }) => arm !== control)];
}
