import type { EpochMicros } from "@liftproof/events";
import type { ReportHealth } from "@liftproof/reporting";
import type { Lake } from "../open-lake.ts";

const lateAfterUs = 86_400_000_000;

/** What became of the lines received up to the watermark. Late is received more than a day after it happened. */
export async function readHealth(lake: Lake, watermarkUs: EpochMicros): Promise<ReportHealth> {
  const [events] = await lake.all(
    `SELECT count(*) AS events, count(*) FILTER (WHERE received_ts_us - event_ts_us > ${lateAfterUs}) AS late,
count(*) FILTER (WHERE labels['bot_ua'] = 'true' OR labels['webdriver'] = 'true') AS bots
FROM lake.events WHERE received_ts_us <= $1`,
    [watermarkUs],
  );
  const [duplicates] = await lake.all("SELECT count(*) AS lines FROM lake.duplicates WHERE received_ts_us <= $1", [watermarkUs]);
  const rejected = await lake.all("SELECT code, count(*) AS lines FROM lake.rejected WHERE received_ts_us <= $1 GROUP BY code ORDER BY code", [watermarkUs]);
  return {
    events: Number(events?.["events"]),
    late: Number(events?.["late"]),
    bots: Number(events?.["bots"]),
    duplicates: Number(duplicates?.["lines"]),
    rejected: Object.fromEntries(rejected.map((row) => [String(row["code"]), Number(row["lines"])])),
  };
}
