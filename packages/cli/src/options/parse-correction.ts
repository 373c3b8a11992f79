import type { Correction, CorrectionName } from "@liftproof/experiments";
import { CommandFault } from "../command-fault.ts";
import { openShare, parseNumber } from "./parse-number.ts";

const names: readonly CorrectionName[] = ["holm", "hochberg", "hommel", "bh", "by", "bonferroni", "none"];

/**
 * How `--correction` adjusts p-values: one of R's names, or `weighted:SHARE` for one primary metric.
 *
 * @throws CommandFault when the text is none of these.
 */
export function parseCorrection(text: string): Correction {
  const name = names.find((candidate) => candidate === text);
  if (name !== undefined) return name;
  if (!text.startsWith("weighted:")) throw new CommandFault(`--correction: expected one of ${names.join(" ")} or weighted:0.8, got ${JSON.stringify(text)}`);
  return { weighted: parseNumber("--correction weighted", text.slice("weighted:".length), openShare) };
}
