import type { Finding } from "../config/yaml-file.ts";
import type { ExperimentEntry } from "../schemas/experiment-schema.ts";

/** An effect as large as the baseline: possible, and mostly percent written where a share is meant. */
export function effectFindings({ sizing }: ExperimentEntry): readonly Finding[] {
  const mde = sizing?.mde ?? 0;
  if (mde < 1) return [];
  const hint = `${mde} asks for ${Math.round(mde * 100)} % more than the baseline; ${mde} percent of it is ${mde / 100}`;
  return [{ path: ["sizing", "mde"], expected: "an effect below 1, a share of the baseline", got: String(mde), hint }];
}
