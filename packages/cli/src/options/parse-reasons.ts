import { CommandFault } from "../command-fault.ts";

/**
 * `EXP_ID=REASON` of an option that may repeat, each experiment once.
 *
 * @throws CommandFault when a reason is too short to be one.
 */
export function parseReasons(option: string, words: readonly string[]): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const word of words) {
    const [, expId = "", reason = ""] = /^([^=]+)=(.*)$/su.exec(word) ?? [];
    if (expId === "" || reason.trim().length < 10) throw new CommandFault(`${option}: expected EXP_ID=REASON with a reason of at least 10 characters, got ${JSON.stringify(word)}`);
    if (reasons.has(expId.trim())) throw new CommandFault(`${option}: expected each experiment once, got ${expId.trim()} twice; keep one`);
    reasons.set(expId.trim(), reason.trim());
  }
  return reasons;
}
