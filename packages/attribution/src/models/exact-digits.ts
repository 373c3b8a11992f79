/** Decimal places kept below one unit when thirds and sevenths have to meet. */
export const exactDigits = 36;
