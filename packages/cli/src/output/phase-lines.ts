import type { PhaseReport } from "@liftproof/adapters/duckdb";
import { formatCount } from "./format-number.ts";

/** What people should know of how an experiment phase was run; nothing where all is as it should be. */
export function phaseLines({ expId, phase, health, exposureLossPValue, decisions, excluded }: PhaseReport): readonly string[] {
  const { driftedReports, derivedReports, crossoverUnits, arms } = health;
  const said = (text: string): string => `${expId}, phase ${phase}: ${text}`;
  const losses = arms.map(({ arm, assigned, exposed }) => `${formatCount(assigned - exposed)} of ${formatCount(assigned)} in ${arm}`).join(", ");
  return [
    ...(driftedReports === 0 ? [] : [said(`assignment drift: ${formatCount(driftedReports)} of ${formatCount(derivedReports)} reported assignments are not what the hash gives`)]),
    ...(crossoverUnits === 0 ? [] : [said(`${formatCount(crossoverUnits)} units were seen in two arms and are left out`)]),
    ...(exposureLossPValue === null || exposureLossPValue >= 0.001 ? [] : [said(`the arms lose different shares of their exposures: ${losses}`)]),
    ...(excluded === 0 ? [] : [said(`${((100 * excluded) / decisions).toFixed(1)} % of ${formatCount(decisions)} decisions are control by the rule for public pages`)]),
  ];
}
