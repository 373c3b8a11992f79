/**
 * Holds `liftproof analyze` to its promise on ten million rows: every unit counted, and a peak memory under 2 GB.
 * Too large for `npm test`; part of `.ci/run`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeUnits } from "./bench/write-units.mjs";
import { captureStep } from "./process.mjs";

const units = 10_000_000;
const limitMegabytes = 2_000;
const folder = mkdtempSync(join(tmpdir(), "liftproof-large-"));
try {
  const file = join(folder, "units.csv");
  await writeUnits(file, units);
  const { code, output } = await captureStep(process.execPath, ["scripts/bench/analyze-contender.mjs", "analyze", file]);
  if (code !== 0) throw new Error(`analyze: expected exit code 0, got ${code}\n${output}`);
  const used = JSON.parse(output.trim().split("\n").at(-1));
  if (used.units !== units) throw new Error(`units: expected ${units} analyzed, got ${used.units}`);
  if (used.megabytes > limitMegabytes) throw new Error(`memory: expected at most ${limitMegabytes} MB, got ${Math.round(used.megabytes)} MB`);
  console.log(`${units} rows in ${used.seconds.toFixed(1)} s with a peak of ${Math.round(used.megabytes)} MB`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
