import type { CommandContext } from "../command-context.ts";
import type { ProgressBars } from "./progress-bars.ts";
import { progressBars } from "./progress-bars.ts";

/** Bars while a person watches stderr; else one line per stage with its seconds, so that a log shows a job of minutes alive. */
export function stageLines(context: CommandContext): ProgressBars {
  const { io } = context;
  if (io.isTTY) return progressBars(context);
  let open: { readonly stage: string; readonly sinceUs: number } | undefined;
  const stop = (): void => {
    if (open !== undefined) io.stderr.write(`${Math.round((io.nowUs() - open.sinceUs) / 1e6)} s\n`);
    open = undefined;
  };
  return {
    show: (stage) => {
      if (open?.stage === stage) return;
      stop();
      open = { stage, sinceUs: io.nowUs() };
      io.stderr.write(`${stage} ... `);
    },
    stop,
  };
}
