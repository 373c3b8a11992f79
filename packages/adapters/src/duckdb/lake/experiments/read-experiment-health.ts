import type { EpochMicros } from "@liftproof/events";
import type { ExperimentDefinition, ExperimentHealth } from "@liftproof/experiments";
import type { SqlValue } from "../../sql-value.ts";
import type { Lake } from "../open-lake.ts";

type Row = Readonly<Record<string, SqlValue>>;

/** What was counted of how a phase was run, at all its looks. */
export interface HealthRows {
  readonly units: readonly Row[];
  readonly drift: readonly Row[];
  readonly parity: readonly Row[];
}

/** Reads what `healthOf` needs. */
export async function readHealthRows(lake: Lake, { expId, phase }: Pick<ExperimentDefinition, "expId" | "phase">): Promise<HealthRows> {
  const key = [expId, phase];
  const of = "WHERE exp_id = $1 AND phase = $2";
  return {
    units: await lake.all(`SELECT as_of_us, SUM(crossovers)::BIGINT AS crossovers, SUM(bots)::BIGINT AS bots FROM lake.int_experiment_units ${of} AND segment = 'all' GROUP BY as_of_us`, key),
    drift: await lake.all(
      `SELECT as_of_us, SUM(reports)::BIGINT AS reports, SUM(CASE WHEN recorded_variant IS DISTINCT FROM derived_variant THEN reports ELSE 0 END)::BIGINT AS drifted FROM lake.assignment_drift ${of} GROUP BY as_of_us`,
      key,
    ),
    parity: await lake.all(`SELECT as_of_us, variant, assigned, exposed, lost FROM lake.int_experiment_parity ${of}`, key),
  };
}

/** How a phase was run as of one look. */
export function healthOf({ variants }: Pick<ExperimentDefinition, "variants">, { units, drift, parity }: HealthRows, asOfUs: EpochMicros): ExperimentHealth {
  const isThen = (row: Row): boolean => Number(row["as_of_us"]) === asOfUs;
  const [dropped, reported] = [units.find(isThen), drift.find(isThen)];
  const seen = new Map(parity.filter(isThen).map((row) => [String(row["variant"]), row]));
  const counted = (row: Row | undefined, column: string): number => Number(row?.[column] ?? 0);
  return {
    crossoverUnits: counted(dropped, "crossovers"),
    botUnits: counted(dropped, "bots"),
    derivedReports: counted(reported, "reports"),
    driftedReports: counted(reported, "drifted"),
    arms: variants.map((arm) => {
      const row = seen.get(arm);
      return { arm, assigned: counted(row, "assigned"), exposed: counted(row, "exposed"), lost: counted(row, "lost") };
    }),
  };
}
