import { nearestName } from "@liftproof/adapters/duckdb";
import type { ExpectedRule } from "./expected-rules.ts";

const noWords: ReadonlySet<string> = new Set(["no", "n", "off", "false", "never", "0"]);
const yesWords: ReadonlySet<string> = new Set(["yes", "y", "on", "true", "always", "1"]);

/** What to write in place of a value: what it seems to mean where that can be told, else the example. Advice against what was meant would be followed. */
export function advisedValue(found: unknown, { example, choices }: ExpectedRule): string {
  if (typeof found !== "string" && typeof found !== "number") return example;
  const text = String(found).trim();
  if (choices !== undefined) return choiceLike(text, choices) ?? example;
  if (example === "true") return noWords.has(text.toLowerCase()) ? "false" : yesWords.has(text.toLowerCase()) ? "true" : example;
  if (/^\d+[smhdw]$/u.test(example)) return durationLike(text, example) ?? example;
  if (/^\[[a-z][^{]*\]$/u.test(example) && /^[a-z][\w.-]*$/iu.test(text)) return `[${text}]`;
  if (typeof found === "string" && /^[a-z]+\.[a-z]+$/u.test(example)) return /^(?:[a-z]+:\/\/)?([\w-]+(?:\.[\w-]+)+)/iu.exec(text)?.[1] ?? example;
  return example;
}

/** The choice of another case, one that the text begins or holds (utm_medium), or the nearest. */
function choiceLike(text: string, choices: readonly string[]): string | undefined {
  const folded = text.toLowerCase();
  const same = choices.find((choice) => choice.toLowerCase() === folded) ?? choices.find((choice) => folded !== "" && choice.startsWith(folded));
  const choice = same ?? choices.find((part) => part.length > 3 && folded.includes(part.toLowerCase())) ?? nearestName(text, [...choices]);
  return choice !== undefined && /^\d/u.test(choice) ? JSON.stringify(choice) : choice;
}

/** `7 days` as `7d`; a bare number takes the unit of the example. */
function durationLike(text: string, example: string): string | undefined {
  const [, count, unit = example.slice(-1)] = /^([1-9]\d{0,5})\s*(?:(s|m|h|d|w|sec|seconds?|min|minutes?|hours?|days?|weeks?))?$/iu.exec(text) ?? [];
  return count === undefined ? undefined : `${count}${unit.charAt(0).toLowerCase()}`;
}
