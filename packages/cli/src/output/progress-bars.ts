import { Presets, SingleBar } from "cli-progress";
import type { CommandContext } from "../command-context.ts";

/** Shows how far a long job is. */
export interface ProgressBars {
  /** Shows a stage at `done` of `total`; a new stage ends the line of the one before. */
  readonly show: (stage: string, done: number, total: number) => void;
  /** Ends the line. */
  readonly stop: () => void;
}

/** Bars on stderr while a person watches it; nothing at all in a pipe, so that logs stay readable. */
export function progressBars({ io }: CommandContext): ProgressBars {
  if (!io.isTTY) return { show: () => {}, stop: () => {} };
  let bar: { readonly stage: string; readonly line: SingleBar } | undefined;
  const stop = (): void => {
    bar?.line.stop();
    bar = undefined;
  };
  return {
    show: (stage, done, total) => {
      if (bar?.stage !== stage) {
        stop();
        const line = new SingleBar({ format: `${stage.padEnd(10)} {bar} {percentage}%  {value}/{total}`, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
        line.start(total, done);
        bar = { stage, line };
      }
      bar.line.setTotal(total);
      bar.line.update(done);
    },
    stop,
  };
}
