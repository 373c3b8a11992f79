/** Raised whenever the same rows and rules may give another fact. */
export const engineVersion = "3";
