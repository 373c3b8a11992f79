/**
 * Why an order with a referral click in reach earned nothing.
 *
 * `cycle`: the referrer was, over any number of steps, referred by this buyer. `already_referred`: an award for
 * this buyer stands.
 */
export type NoAwardReason =
  | "self_referral"
  | "unproven_click"
  | "other_currency"
  | "no_value"
  | "not_a_new_customer"
  | "already_referred"
  | "cycle";
