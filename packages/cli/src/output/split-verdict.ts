import type { SampleRatio } from "@liftproof/srm";

const meaning: Readonly<Record<SampleRatio["verdict"], string>> = {
  healthy: "the split is as promised",
  watch: "the split is further off than it should be; look for lost or doubled exposures",
  warn: "the split is not as promised; no difference between the arms can be trusted before the cause is found",
  kill: "the split is broken; stop the experiment, no difference between the arms can be trusted",
};

/** The verdict on a split in one line. */
export function verdictSentence({ verdict, unexpectedArms }: Pick<SampleRatio, "verdict" | "unexpectedArms">): string {
  const stray = unexpectedArms.length === 0 ? "" : `; units in arms of weight 0: ${unexpectedArms.join(", ")}`;
  return `sample ratio: ${verdict}: ${meaning[verdict]}${stray}`;
}

/** Whether a pipeline should stop: a mismatch, or units in an arm that was promised none. */
export function stopsPipeline({ verdict, unexpectedArms }: Pick<SampleRatio, "verdict" | "unexpectedArms">): boolean {
  return verdict === "kill" || verdict === "warn" || unexpectedArms.length > 0;
}
