import type { SampleRatio } from "@liftproof/srm";

/** Expected units in an arm below which a split that looks right says nothing. */
const FEWEST_EXPECTED = 10;

const meaning: Readonly<Record<SampleRatio["verdict"], string>> = {
  healthy: "no sign of a broken split",
  watch: "the split is further off than it should be; look for lost or doubled exposures",
  warn: "the split is not as promised; no difference between the arms can be trusted before the cause is found",
  kill: "the split is broken; stop the experiment, no difference between the arms can be trusted",
};

/** The verdict on a split in one line. */
export function verdictSentence({ verdict, unexpectedArms, arms }: Pick<SampleRatio, "verdict" | "unexpectedArms" | "arms">): string {
  const stray = unexpectedArms.length === 0 ? "" : `; units in arms of weight 0: ${unexpectedArms.join(", ")}`;
  if (verdict === "healthy" && isTooSmallToTell({ arms })) return `sample ratio: too few units to tell${stray}`;
  return `sample ratio: ${verdict}: ${meaning[verdict]}${stray}`;
}

/** Whether a split holds so few units that looking right says nothing. */
export function isTooSmallToTell({ arms }: Pick<SampleRatio, "arms">): boolean {
  const units = arms.reduce((sum, arm) => sum + arm.units, 0);
  return arms.some(({ expectedShare }) => expectedShare * units < FEWEST_EXPECTED);
}

/** Whether a pipeline should stop: a mismatch, or units in an arm that was promised none. */
export function stopsPipeline({ verdict, unexpectedArms }: Pick<SampleRatio, "verdict" | "unexpectedArms">): boolean {
  return verdict === "kill" || verdict === "warn" || unexpectedArms.length > 0;
}
