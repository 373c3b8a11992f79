import { engineVersion, rulesHash } from "@liftproof/attribution";
import type { AttributionRules } from "@liftproof/attribution";
import type { EpochMicros } from "@liftproof/events";
import type { Lake } from "./open-lake.ts";

/**
 * What a build computed anew: the identities of which it could say something else than the run before, or everybody and why.
 *
 * `events_changed` says that silver no longer holds what the run before read up to its watermark, `key_modes_changed` that the circuit
 * breaker judges an hour otherwise which that run had read.
 */
export type BuildScope =
  | { readonly kind: "affected"; readonly identities: number }
  | { readonly kind: "all"; readonly reason: "asked" | "first_build" | "earlier_watermark" | "rules_changed" | "tables_changed" | "events_changed" | "key_modes_changed" };

/** A run that a build may go on from. */
export interface LastRun {
  readonly watermarkUs: EpochMicros;
}

/** The run before, or why a build cannot go on from it. */
export async function lastRunFor(lake: Lake, { rules, watermarkUs }: { readonly rules: AttributionRules; readonly watermarkUs: EpochMicros }): Promise<LastRun | (BuildScope & { kind: "all" })> {
  const [run] = await lake.all(
    `SELECT r.watermark_us, r.rules_hash, r.engine_version, f.fingerprint FROM lake.build_runs AS r LEFT JOIN lake.build_fingerprints AS f ON f.run_id = r.run_id
ORDER BY r.run_id DESC LIMIT 1`,
  );
  if (run === undefined) return { kind: "all", reason: "first_build" };
  const sinceUs = Number(run["watermark_us"]);
  if (watermarkUs < sinceUs) return { kind: "all", reason: "earlier_watermark" };
  if (run["rules_hash"] !== rulesHash(rules) || run["engine_version"] !== engineVersion) return { kind: "all", reason: "rules_changed" };
  return run["fingerprint"] === (await fingerprintOf(lake, sinceUs)) ? { watermarkUs: sinceUs } : { kind: "all", reason: "events_changed" };
}

/**
 * A fingerprint of the events received up to an instant: other events, or another receipt of one, give another. A line that replaced one of
 * the same receipt shows as a duplicate.
 */
export async function fingerprintOf(lake: Lake, watermarkUs: EpochMicros): Promise<string> {
  const [row] = await lake.all(
    `SELECT (SELECT count(*) || ':' || COALESCE(SUM(hash(event_id, received_ts_us)), 0)::VARCHAR FROM lake.events WHERE received_ts_us <= $1)
  || ':' || (SELECT count(*) FROM lake.duplicates WHERE received_ts_us <= $1)::VARCHAR AS text`,
    [watermarkUs],
  );
  return String(row?.["text"]);
}
