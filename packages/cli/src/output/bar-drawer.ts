import type { CommandIo } from "../command-io.ts";

/** Draws bars of text, each at most `width` characters long. */
export interface BarDrawer {
  readonly width: number;
  /** @param share - In [0, 1], of the whole width. */
  readonly draw: (share: number) => string;
}

/** Room for the columns beside a bar. */
const BESIDE = 36;

/** Where nobody says how wide a line is. */
const USUAL_COLUMNS = 80;

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/** Bars of block characters in a terminal that reads UTF-8; of "#" where the output is piped or the terminal does not. */
export function barDrawer({ stdout, env }: Pick<CommandIo, "stdout" | "env">): BarDrawer {
  const locale = env["LC_ALL"] || env["LC_CTYPE"] || env["LANG"] || "";
  const isBlocks = stdout.isTTY === true && /utf-?8/iu.test(locale);
  const width = Math.max(10, Math.min(60, (stdout.columns ?? USUAL_COLUMNS) - BESIDE));
  return {
    width,
    draw: (share) => {
      const length = Math.min(1, Math.max(0, share)) * width;
      if (!isBlocks) return "#".repeat(Math.round(length));
      const whole = Math.floor(length);
      return "█".repeat(whole) + (eighths[Math.floor((length - whole) * 8)] ?? "");
    },
  };
}
