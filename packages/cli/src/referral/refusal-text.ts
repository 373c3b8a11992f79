import type { DecidedReferral, DecisionOutcome } from "@liftproof/adapters/duckdb";

/** What was to be decided, and where. */
export interface Decision {
  readonly kind: "approve" | "pay" | "void";
  readonly lake: string;
}

/** Why a decision may not be made: what was expected of the award, what it is, and what to do. */
export function refusalText({ orderId, outcome }: DecidedReferral, { kind, lake }: Decision): string {
  const expected = outcome === "no_award" ? `an order with an award in ${lake}` : expectedAwards[kind];
  return `${orderId}: expected ${expected}, got ${got(outcome, kind)}`;
}

const expectedAwards: Readonly<Record<Decision["kind"], string>> = {
  approve: "an award that is pending",
  pay: "an approved award",
  void: "an award that is pending or approved",
};

function got(outcome: DecisionOutcome, kind: Decision["kind"]): string {
  const words: Readonly<Partial<Record<DecisionOutcome, string>>> = {
    no_award: "an order without one; liftproof referral list tells them",
    pending: "one that is held; build again when its hold is over",
    paid: "one that was paid; a payment is never edited, and what a refund takes back becomes debt",
    void: `one that is void; nothing is left to ${kind}`,
    clawed_back: `one that was taken back whole; nothing is left to ${kind}`,
    decided_otherwise: "one with another decision that waits for a build; build first",
    too_early: `one that was not there at --at; give an instant after its ${kind === "pay" ? "approval" : "award"}`,
  };
  return words[outcome] ?? outcome.replaceAll("_", " ");
}
