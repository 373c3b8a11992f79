import type { DecidedReferral, DecisionOutcome } from "@liftproof/adapters/duckdb";

/** What was to be decided, and where. */
export interface Decision {
  readonly kind: "pay" | "void";
  readonly lake: string;
}

/** Why a decision may not be made: what was expected of the award, what it is, and what to do. */
export function refusalText({ orderId, outcome }: DecidedReferral, { kind, lake }: Decision): string {
  const expected = outcome === "no_award" ? `an order with an award in ${lake}` : kind === "pay" ? "an approved award" : "an award that is pending or approved";
  return `${orderId}: expected ${expected}, got ${got(outcome, kind)}`;
}

function got(outcome: DecisionOutcome, kind: Decision["kind"]): string {
  switch (outcome) {
    case "no_award":
      return "an order without one; liftproof referral list tells them";
    case "pending":
      return "one that is held; build again when its hold is over";
    case "paid":
      return "one that was paid; a payment is never edited, and what a refund takes back becomes debt";
    case "void":
      return "one that is void; nothing is left to pay";
    case "clawed_back":
      return `one that was taken back whole; nothing is left to ${kind}`;
    case "decided_otherwise":
      return `one with ${kind === "pay" ? "a void" : "a payment"} that waits for a build; build first`;
    case "too_early":
      return `one that was not there at --at; give an instant after its ${kind === "pay" ? "approval" : "award"}`;
    default:
      return outcome.replaceAll("_", " ");
  }
}
