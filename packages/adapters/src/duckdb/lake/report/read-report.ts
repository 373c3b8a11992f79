import type { ReportInput } from "@liftproof/reporting";
import { AdapterError } from "../../../adapter-error.ts";
import type { Lake } from "../open-lake.ts";
import { transaction } from "../transaction.ts";
import { readAttribution } from "./read-attribution.ts";
import { readExperimentReports } from "./read-experiment-reports.ts";
import { readHealth } from "./read-health.ts";

/**
 * Everything a report shows, read from one published build.
 *
 * `generatedAtUs` is the watermark of that build, so the same lake gives the same report whenever it is read.
 *
 * @throws AdapterError `not_found` when nothing was built yet.
 */
export async function readReport(lake: Lake, title: string = "Liftproof report"): Promise<ReportInput> {
  // One transaction, so that a build published meanwhile cannot mix two runs in one report.
  return transaction(lake, async () => {
    const [run] = await lake.all("SELECT watermark_us FROM lake.build_runs ORDER BY run_id DESC LIMIT 1");
    if (run === undefined) throw new AdapterError("not_found", "lake: expected a finished build, got none; run `liftproof build` first");
    const watermarkUs = Number(run["watermark_us"]);
    const attribution = await readAttribution(lake, watermarkUs);
    return {
      title,
      generatedAtUs: watermarkUs,
      experiments: await readExperimentReports(lake),
      ...(attribution === null ? {} : { attribution }),
      health: await readHealth(lake, watermarkUs),
    };
  });
}
