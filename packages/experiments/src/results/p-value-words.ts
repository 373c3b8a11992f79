import { shortNumber } from "./effect-words.ts";

/** A p-value as it stands after "p": `= 0.012`, or `< 1e-300` where a double ends, for no evidence is that strong. */
export function pValueWords(pValue: number): string {
  return pValue === 0 ? "< 1e-300" : `= ${shortNumber(pValue)}`;
}
