import { decimal } from "./decimal.ts";

/** A relative change with its sign, to the precision a reader can use: "+6.1%", "−0.24%", "+140%". */
export function signedPercent(ratio: number): string {
  const size = Math.abs(ratio * 100);
  const text = decimal(size, size >= 100 ? 0 : size >= 0.995 ? 1 : 2);
  if (!/[1-9]/.test(text)) return `${text}%`;
  return `${ratio < 0 ? "\u2212" : "+"}${text}%`;
}
