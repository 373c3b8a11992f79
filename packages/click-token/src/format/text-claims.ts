/** The claims that travel as text, in the order of their bits. */
export const textClaims = ["campaign", "source", "medium", "partner", "referrerCode"] as const;
