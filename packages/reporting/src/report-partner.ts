/** What a partner sent and what it earned by the rule. */
export interface ReportPartner {
  /** As its tokens name it, or the source of its claims. */
  readonly partner: string;
  /** Touches that name it, reloads left out. */
  readonly clicks: number;
  /** Of these, the ones under a verified token of their own; a copied one is none. */
  readonly signed: number;
  /** Of the signed ones, those whose landing a person caused. */
  readonly confirmed: number;
  readonly orders: number;
  readonly valueMinor: number;
}

/** One switch of the circuit breaker: from `atUs` on the key has this mode. */
export interface ReportModeSwitch {
  readonly keyId: string;
  /** `report` or `enforce`. */
  readonly mode: string;
  readonly atUs: number;
  readonly verified: number;
  readonly usualVerified: number;
  readonly refused: number;
  readonly tokens: number;
}

/** The awards of a referral program in one currency. */
export interface ReportReferrals {
  readonly currency: string;
  /** By state, in the order they go through; what is left of the awards in each. */
  readonly states: readonly { readonly state: string; readonly awards: number; readonly leftMinor: number }[];
  readonly paidMinor: number;
  /** Paid, and taken back since. */
  readonly debtMinor: number;
}

/** Orders by channel as other rules would give them. */
export interface ReportRuleEffect {
  /** What to call the rules. */
  readonly rules: string;
  readonly orders: readonly { readonly channel: string; readonly orders: number }[];
}
