import { compareCodePoints } from "@liftproof/events";
import type { AttributionRules } from "./attribution-rules.ts";
import { firstReceipts } from "./first-receipts.ts";
import { tooFastEvents } from "./fraud/too-fast-events.ts";
import type { Span } from "./group-touches.ts";
import { groupTouches } from "./group-touches.ts";
import type { AttributionInput } from "./attribution-input.ts";
import type { Journey } from "./journey.ts";
import type { Order } from "./order.ts";
import type { Reading } from "./proof/judged-touches.ts";
import { judgedTouches } from "./proof/judged-touches.ts";
import type { ProofStates } from "./proof/proof-states.ts";
import { proofStates } from "./proof/proof-states.ts";
import type { JudgedTouch } from "./touch.ts";
import { tokenlessJourneys } from "./tokenless-journeys.ts";
import { touchGroups } from "./touch-groups.ts";
import { uniqueOrders } from "./unique-orders.ts";

const everSpan: Span = { oldestUs: -Infinity, newestUs: Infinity };
const noOrders: readonly Order[] = [];
const noViews: readonly JudgedTouch[] = [];
const noStates: ProofStates = new Map();
const alike = (): null => null;
const noneRejected: ReadonlySet<string> = new Set();

/** A journey, and what it would be if no token were read. */
export interface ReadJourney extends Journey {
  /** The journey under the same rules with `proofMode: "off"`; `null` where that decides every order alike. */
  readonly withoutTokens: () => Journey | null;
}

/**
 * Tells every identity with an order, or with a touch when `withoutOrders` asks for those as well.
 *
 * A touch that no order of its identity reaches is passed over before anything is judged or sorted. Journeys are made
 * one by one, so that no more than one of them needs to be kept.
 */
export function* eachJourney(input: AttributionInput, withoutOrders: boolean = false): Generator<ReadJourney, void> {
  const { rules, watermarkUs, known = {} } = input;
  const numbers = new Map<string, number>();
  const orders = ordersByPerson(uniqueOrders(input.orders, watermarkUs), numbers);
  const groups = touchGroups(input.touches, { numbers, addsPeople: withoutOrders, readsViews: rules.viewThrough !== null, watermarkUs });
  const states = proofStates(groups.signed, known);
  const reading: Reading = { rules, known, states, rejected: tooFastEvents(groups, states, { rules, known, watermarkUs }) };
  const tokenless = tokenlessJourneys(groups, input);
  for (const [identityId, person] of numbers) {
    const own = orders[person] ?? noOrders;
    const touches = groupTouches(groups, person, withoutOrders ? everSpan : spanOf(own, rules));
    const views = groups.views.get(person);
    const journey: ReadJourney = {
      identityId,
      touches: judgedTouches(touches, reading),
      views: views === undefined ? noViews : judgedTouches(firstReceipts(views), { ...reading, states: noStates, rejected: noneRejected }),
      orders: own,
      withoutTokens: tokenless === null ? alike : () => tokenless(journey, touches),
    };
    yield journey;
  }
}

/** Gives each buyer a number, and sorts the orders of each. */
function ordersByPerson(orders: Iterable<Order>, numbers: Map<string, number>): readonly (readonly Order[])[] {
  const byPerson: Order[][] = [];
  for (const order of orders) {
    const person = numbers.get(order.identityId);
    if (person === undefined) {
      numbers.set(order.identityId, byPerson.length);
      byPerson.push([order]);
    } else {
      byPerson[person]?.push(order);
    }
  }
  for (const own of byPerson) {
    if (own.length > 1) own.sort((a, b) => a.orderTsUs - b.orderTsUs || compareCodePoints(a.orderId, b.orderId));
  }
  return byPerson;
}

function spanOf(orders: readonly Order[], { lookbackUs }: AttributionRules): Span {
  const firstUs = orders[0]?.orderTsUs ?? Infinity;
  return { oldestUs: lookbackUs === null ? -Infinity : firstUs - lookbackUs, newestUs: orders.at(-1)?.orderTsUs ?? -Infinity };
}
