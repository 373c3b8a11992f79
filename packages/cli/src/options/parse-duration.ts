import { CommandFault } from "../command-fault.ts";

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 };

/**
 * A duration like `7d`, `36h`, `30m` in microseconds.
 *
 * @throws CommandFault naming the option when the text is none.
 */
export function parseDuration(option: string, text: string): number {
  const [, count, unit] = /^(\d{1,6})([smhdw])$/u.exec(text.trim()) ?? [];
  if (count === undefined || unit === undefined) {
    throw new CommandFault(`${option}: expected a duration like 7d, 36h or 30m, got ${JSON.stringify(text)}; write a whole number and one of s, m, h, d, w`);
  }
  return Number(count) * (secondsOf[unit] ?? 0) * 1_000_000;
}
