import type { Order } from "./order.ts";
import type { JudgedTouch, TouchTier } from "./touch.ts";

/** All that the fact of an order tells of its touches. */
export interface OrderDecision {
  readonly order: Order;
  readonly winner: JudgedTouch | undefined;
  /** The tier in which the winner competed. */
  readonly tier: TouchTier | null;
  readonly runnerUpEventId: string | null;
  /** Evidence that came after a winning proof. */
  readonly proofOverRecency: boolean;
  readonly candidates: number;
  readonly rejected: number;
  readonly withoutProofChannel: string;
}
