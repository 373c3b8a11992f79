import { plainWords } from "./plain-words.ts";

const WORDS: Readonly<Record<string, string>> = {
  non_inferior: "keeps its margin",
  inferior: "harmed beyond its margin",
  undecided: "margin not yet shown",
};

/** What a guardrail says, in words; empty for a metric that is none. */
export function guardrailWords(verdict: string | null | undefined): string {
  if (verdict === null || verdict === undefined) return "";
  return Object.hasOwn(WORDS, verdict) ? (WORDS[verdict] ?? "") : plainWords(verdict);
}
