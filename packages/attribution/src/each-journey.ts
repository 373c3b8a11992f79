import type { EpochMicros } from "@liftproof/events";
import { compareCodePoints } from "@liftproof/events";
import type { AttributionRules } from "./attribution-rules.ts";
import { compareTouches } from "./compare-touches.ts";
import { firstReceipts } from "./first-receipts.ts";
import { fraudRejections } from "./fraud/fraud-rejections.ts";
import type { Span } from "./group-touches.ts";
import { groupTouches } from "./group-touches.ts";
import type { AttributionInput } from "./attribution-input.ts";
import type { Journey } from "./journey.ts";
import { neverVisibleUs } from "./never-visible-us.ts";
import type { Order } from "./order.ts";
import type { TouchJudging } from "./proof/judged-touch.ts";
import { judgedTouch } from "./proof/judged-touch.ts";
import type { ProofStates } from "./proof/proof-states.ts";
import { proofStates } from "./proof/proof-states.ts";
import type { JudgedTouch, Touch } from "./touch.ts";
import type { TouchGroups } from "./touch-groups.ts";
import { touchGroups } from "./touch-groups.ts";
import { uniqueOrders } from "./unique-orders.ts";

const everSpan: Span = { oldestUs: -Infinity, newestUs: Infinity };
const noOrders: readonly Order[] = [];
const noViews: readonly JudgedTouch[] = [];
const noStates: ProofStates = new Map();
const noneRejected: ReadonlySet<string> = new Set();

/**
 * Tells every identity with an order, or with a touch when `withoutOrders` asks for those as well.
 *
 * A touch that no order of its identity reaches is passed over before anything is judged or sorted. Journeys are made
 * one by one, so that no more than one of them needs to be kept.
 */
export function* eachJourney(input: AttributionInput, withoutOrders: boolean = false): Generator<Journey, void> {
  const { rules, watermarkUs, known = {} } = input;
  const numbers = new Map<string, number>();
  const orders = ordersByPerson(uniqueOrders(input.orders, watermarkUs), numbers);
  const groups = touchGroups(input.touches, { numbers, addsPeople: withoutOrders, readsViews: rules.viewThrough !== null, watermarkUs });
  const states = proofStates(groups.signed, known);
  const reading: Reading = { rules, known, states, rejected: rejectedEvents(groups, states, { rules, known, watermarkUs }) };
  for (const [identityId, person] of numbers) {
    const own = orders[person] ?? noOrders;
    const touches = groupTouches(groups, person, withoutOrders ? everSpan : spanOf(own, rules));
    const views = groups.views.get(person);
    yield {
      identityId,
      touches: judgedTouches(touches, reading),
      views: views === undefined ? noViews : judgedTouches(firstReceipts(views), { ...reading, states: noStates, rejected: noneRejected }),
      orders: own,
    };
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

interface Reading extends TouchJudging {
  readonly states: ProofStates;
  /** Event ids that the fraud filter took out: they stay in sight, but can win nothing. */
  readonly rejected: ReadonlySet<string>;
}

function judgedTouches(touches: Iterable<Touch>, reading: Reading): readonly JudgedTouch[] {
  const { states, rejected } = reading;
  const judged: JudgedTouch[] = [];
  for (const touch of touches) {
    const state = touch.token === null ? null : (states.get(touch) ?? null);
    if (state === "reload") continue;
    const placed = judgedTouch(touch, state, reading);
    judged.push(rejected.size > 0 && rejected.has(touch.eventId) ? { ...placed, visibleFromUs: neverVisibleUs, rejection: "too_fast" } : placed);
  }
  return judged.length > 1 ? judged.sort(compareTouches) : judged;
}

/** Counted over the touches of everybody, because a key may be shared by many identities. */
function rejectedEvents({ touches }: TouchGroups, states: ProofStates, { watermarkUs, ...judging }: TouchJudging & { readonly watermarkUs: EpochMicros }): ReadonlySet<string> {
  const { fraud } = judging.rules;
  if (fraud === null) return noneRejected;
  const judged: JudgedTouch[] = [];
  for (const touch of firstReceipts(touches.filter((read) => read.receivedTsUs <= watermarkUs && read.viewThrough !== true))) {
    const state = states.get(touch) ?? null;
    if (state !== "reload") judged.push(judgedTouch(touch, state, judging));
  }
  return fraudRejections(judged, fraud);
}
