import { compareCodePoints } from "@liftproof/events";
import { firstReceipts } from "./first-receipts.ts";
import { tooFastEvents } from "./fraud/too-fast-events.ts";
import type { Span } from "./group-touches.ts";
import { groupTouches } from "./group-touches.ts";
import type { AttributionInput } from "./attribution-input.ts";
import type { Journey } from "./journey.ts";
import { orderSpan } from "./order-span.ts";
import type { Order } from "./order.ts";
import type { Reading } from "./proof/judged-touches.ts";
import { judgedTouches } from "./proof/judged-touches.ts";
import type { ProofStates } from "./proof/proof-states.ts";
import { proofStates } from "./proof/proof-states.ts";
import type { JudgedTouch } from "./touch.ts";
import type { TokenlessReading } from "./tokenless-journeys.ts";
import { tokenlessJourneys, tokenlessReading } from "./tokenless-journeys.ts";
import type { TouchGroups } from "./touch-groups.ts";
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

/** All that was received up to the watermark, by person, with what touches are judged by. */
export interface Crowd {
  readonly input: AttributionInput;
  /** People with orders, and those with touches alone behind them. */
  readonly numbers: ReadonlyMap<string, number>;
  /** By number, sorted by instant, then order id. */
  readonly orders: readonly (readonly Order[])[];
  readonly groups: TouchGroups;
  readonly reading: Reading;
  readonly tokenless: TokenlessReading | null;
  /** What the journeys of people without orders cover is everything. */
  readonly readsAll: boolean;
}

/** @param withoutOrders - Whether people without orders are read as well. */
export function readCrowd(input: AttributionInput, withoutOrders: boolean): Crowd {
  const { rules, watermarkUs, known = {} } = input;
  const numbers = new Map<string, number>();
  const orders = ordersByPerson(uniqueOrders(input.orders, watermarkUs), numbers);
  const groups = touchGroups(input.touches, { numbers, addsPeople: withoutOrders, readsViews: rules.viewThrough !== null, watermarkUs });
  const states = proofStates(groups.signed, known);
  const reading: Reading = { rules, known, states, rejected: tooFastEvents(groups, states, { rules, known, watermarkUs }) };
  return { input, numbers, orders, groups, reading, tokenless: tokenlessReading(groups, input), readsAll: withoutOrders };
}

/** The journey of one person of the crowd. */
export function journeyOf({ input, numbers, orders, groups, reading, tokenless, readsAll }: Crowd, identityId: string): ReadJourney {
  const person = numbers.get(identityId) ?? -1;
  const own = orders[person] ?? noOrders;
  const touches = groupTouches(groups, person, readsAll ? everSpan : orderSpan(own, input.rules));
  const views = groups.views.get(person);
  const journey: ReadJourney = {
    identityId,
    touches: judgedTouches(touches, reading),
    views: views === undefined ? noViews : judgedTouches(firstReceipts(views), { ...reading, states: noStates, rejected: noneRejected }),
    orders: own,
    withoutTokens: tokenless === null ? alike : () => tokenlessJourneys(tokenless)(journey, touches),
  };
  return journey;
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
