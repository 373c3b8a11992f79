import { micros } from "../micros.ts";
import { expectCheckout } from "../truth/expect-checkout.ts";
import { creditCause } from "../truth/credit-cause.ts";
import { hexText } from "../wire/hex-text.ts";
import type { Referrer } from "./arrival.ts";
import { claimUnclicked } from "./claim-unclicked.ts";
import { playAftermath } from "./play-aftermath.ts";
import { seeExperiments } from "./see-experiments.ts";
import { signIn } from "./sign-in.ts";
import { report, reportFromServer } from "./visit.ts";
import type { Visit } from "./visit.ts";

/** A checkout from its start to the order, or to where the person gave up. */
export function playCheckout(visit: Visit, invitedBy: Referrer | null): void {
  const { world, person } = visit;
  const random = world.chance.checkout(person.index, visit.number);
  const checkoutId = `checkout-${hexText(random, 2)}`;
  const plainValueMinor = Math.max(100, Math.round(100 * Math.exp(person.logSpend + 0.25 * random.normal())));
  const luck = random.uniform();
  const minutes = 1 + 4 * random.uniform();

  const userId = signIn(visit, invitedBy);
  visit.nowUs += micros.second;
  report(visit, { name: "checkout.start", fields: { page_path: "/checkout" }, payload: { checkout_id: checkoutId } });
  visit.nowUs += micros.second;
  seeExperiments(visit, "checkout");
  claimUnclicked(visit);

  visit.nowUs += Math.floor(minutes * 60_000) * micros.millisecond;
  const { completion, valueMinor } = expectCheckout(visit, plainValueMinor);
  if (luck >= completion) return;

  const orderId = `order-${hexText(random, 2)}`;
  reportFromServer(visit, {
    name: "order.created",
    fields: { user_id: userId, session_id: visit.sessionId },
    payload: { order_id: orderId, checkout_id: checkoutId, value_minor: valueMinor, currency: "EUR", is_test: false },
  });
  creditCause(world.ledger, person.causes, { orderedAtUs: visit.nowUs, valueMinor });
  playAftermath(visit, { orderId, userId, valueMinor });
  visit.nowUs += micros.second;
  report(visit, {
    name: "checkout.complete",
    fields: { page_path: "/checkout/thanks" },
    payload: { checkout_id: checkoutId, order_id: orderId },
  });
}
