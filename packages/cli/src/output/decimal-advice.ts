/** What to do about a cell that writes its decimals with the other mark; empty when it does not look so. */
export function decimalAdvice(text: string, decimal: "." | ","): string {
  if (decimal === "." && /^-?\d+,\d+$/u.test(text)) return "looks like a decimal comma: add --decimal ,";
  return decimal === "," && /^-?\d+\.\d+$/u.test(text) ? "looks like a decimal point: leave --decimal out" : "";
}
