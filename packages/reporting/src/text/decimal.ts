import { grouped } from "./grouped.ts";

/** A number with a fixed count of decimals, commas between thousands and a true minus sign. */
export function decimal(value: number, places: number): string {
  const [whole = "0", fraction] = Math.abs(value).toFixed(places).split(".");
  const isZero = Number(whole) === 0 && Number(fraction ?? 0) === 0;
  const shown = Math.abs(value) < 1e21 ? grouped(Number(whole)) : whole;
  return (value < 0 && !isZero ? "\u2212" : "") + shown + (fraction === undefined ? "" : `.${fraction}`);
}
