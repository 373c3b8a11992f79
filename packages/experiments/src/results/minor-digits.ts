/** Currencies whose minor unit is not a hundredth, by number of decimals. Source: ISO 4217, list one. */
const otherThanTwo: Readonly<Record<string, number>> = {
  BIF: 0, CLP: 0, DJF: 0, GNF: 0, ISK: 0, JPY: 0, KMF: 0, KRW: 0, PYG: 0, RWF: 0, UGX: 0, UYI: 0, VND: 0, VUV: 0, XAF: 0, XOF: 0,
  XPF: 0, BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3, CLF: 4, UYW: 4,
};

/**
 * Decimals that an amount in minor units has in major units: 2 for EUR, 0 for JPY.
 *
 * A table and not `Intl`: that follows how people write prices, and gives the forint no decimals where ISO 4217 gives two.
 */
export function minorDigits(currency: string): number {
  return Object.hasOwn(otherThanTwo, currency) ? (otherThanTwo[currency] ?? 2) : 2;
}
