import type { EpochMicros } from "@liftproof/events";
import { compareCodePoints } from "@liftproof/events";
import type { AttributionRules } from "./attribution-rules.ts";
import { compareTouches } from "./compare-touches.ts";
import { fraudRejections } from "./fraud/fraud-rejections.ts";
import { judgedTouch } from "./proof/judged-touch.ts";
import type { TouchJudging } from "./proof/judged-touch.ts";
import type { ProofKnowledge } from "./proof/proof-knowledge.ts";
import { neverVisibleUs } from "./never-visible-us.ts";
import type { Order } from "./order.ts";
import type { ProofStates } from "./proof/proof-states.ts";
import { proofStates } from "./proof/proof-states.ts";
import type { JudgedTouch, Touch } from "./touch.ts";

/** What is to be attributed, and as of when. */
export interface AttributionInput {
  /** In any order; repeated event ids are taken once, at their first receipt. */
  readonly touches: Iterable<Touch>;
  /** In any order; repeated order ids are taken once, at their first receipt. */
  readonly orders: Iterable<Order>;
  readonly rules: AttributionRules;
  /** What was received after this instant is not read. */
  readonly watermarkUs: EpochMicros;
  /** Who is behind identity hashes and referrer codes, and which keys were lowered; nothing when absent. */
  readonly known?: ProofKnowledge;
}

/** One identity's touches and orders up to the watermark, each once. */
export interface Journey {
  readonly identityId: string;
  /** Sorted by {@link compareTouches}; reloads are left out. */
  readonly touches: readonly JudgedTouch[];
  /** Impressions with labels, sorted the same way; none unless the rules let them earn orders. */
  readonly views: readonly JudgedTouch[];
  /** Sorted by instant, then order id. */
  readonly orders: readonly Order[];
}

/** Every identity with an order, or with a touch when `withoutOrders` asks for those as well. */
export function journeys(input: AttributionInput, withoutOrders: boolean = false): readonly Journey[] {
  const { rules, watermarkUs, known = {} } = input;
  const ordersById = uniqueOrders(input.orders, watermarkUs);
  const groups = new Map<string, Group>();
  const groupOf = (identityId: string): Group => {
    let group = groups.get(identityId);
    if (group === undefined) groups.set(identityId, (group = { touches: [], views: [], orders: [] }));
    return group;
  };
  for (const order of ordersById.values()) groupOf(order.identityId).orders.push(order);
  const signed: Touch[] = [];
  const read: Touch[] = [];
  for (const touch of input.touches) {
    if (touch.receivedTsUs > watermarkUs) continue;
    if (touch.viewThrough === true) {
      if (rules.viewThrough !== null && touch.open !== null) groups.get(touch.identityId)?.views.push(touch);
      continue;
    }
    if (touch.token !== null) signed.push(touch);
    if (rules.fraud !== null) read.push(touch);
    (withoutOrders ? groupOf(touch.identityId) : groups.get(touch.identityId))?.touches.push(touch);
  }
  const states = proofStates(signed, known);
  const rejected = rejectedEvents(read, states, { rules, known });
  const result: Journey[] = [];
  for (const [identityId, { touches, views, orders }] of groups) {
    orders.sort((a, b) => a.orderTsUs - b.orderTsUs || compareCodePoints(a.orderId, b.orderId));
    const span = withoutOrders ? null : spanOf(orders, rules);
    result.push({
      identityId,
      touches: sortedTouches(touches, states, { rules, known, span, rejected }),
      views: views.length === 0 ? [] : sortedTouches(views, new Map(), { rules, known, span: null, rejected: new Set() }),
      orders,
    });
  }
  return result;
}

interface Group {
  readonly touches: Touch[];
  readonly views: Touch[];
  readonly orders: Order[];
}

function uniqueOrders(orders: Iterable<Order>, watermarkUs: EpochMicros): ReadonlyMap<string, Order> {
  const byId = new Map<string, Order>();
  for (const order of orders) {
    if (order.receivedTsUs > watermarkUs) continue;
    requireWholeValue(order);
    const known = byId.get(order.orderId);
    const isFirst =
      known === undefined ||
      order.receivedTsUs < known.receivedTsUs ||
      (order.receivedTsUs === known.receivedTsUs && compareCodePoints(order.eventId, known.eventId) < 0);
    if (isFirst) byId.set(order.orderId, order);
  }
  return byId;
}

function requireWholeValue(order: Order): void {
  if (!Number.isSafeInteger(order.valueMinor)) {
    throw new RangeError(`orders: expected valueMinor to be whole minor units, got ${order.valueMinor}`);
  }
}

/** The instants that any order of a journey looks at, both ends inclusive. */
interface Span {
  readonly oldestUs: EpochMicros;
  readonly newestUs: EpochMicros;
}

function spanOf(orders: readonly Order[], { lookbackUs }: AttributionRules): Span {
  const firstUs = orders[0]?.orderTsUs ?? Infinity;
  return { oldestUs: lookbackUs === null ? -Infinity : firstUs - lookbackUs, newestUs: orders.at(-1)?.orderTsUs ?? -Infinity };
}

interface Reading extends TouchJudging {
  /** Touches outside can win no order and are left out before the sort; `null` keeps them all. */
  readonly span: Span | null;
  /** Event ids that the fraud filter took out: they stay in sight, but can win nothing. */
  readonly rejected: ReadonlySet<string>;
}

function sortedTouches(touches: readonly Touch[], states: ProofStates, { span, rejected, ...judging }: Reading): readonly JudgedTouch[] {
  const judged: JudgedTouch[] = [];
  for (const touch of uniqueTouches(touches)) {
    if (span !== null && touch.token === null && isOutside(touch.arrivalTsUs, span)) continue;
    const state = touch.token === null ? null : (states.get(touch) ?? null);
    if (state === "reload") continue;
    const placed = judgedTouch(touch, state, judging);
    judged.push(rejected.has(touch.eventId) ? { ...placed, visibleFromUs: neverVisibleUs, rejection: "too_fast" } : placed);
  }
  return judged.sort(compareTouches);
}

/** Counted over the touches of everybody, because a key may be shared by many identities. */
function rejectedEvents(touches: readonly Touch[], states: ProofStates, judging: TouchJudging): ReadonlySet<string> {
  const { fraud } = judging.rules;
  if (fraud === null) return new Set();
  const judged: JudgedTouch[] = [];
  for (const touch of uniqueTouches(touches)) {
    const state = states.get(touch) ?? null;
    if (state !== "reload") judged.push(judgedTouch(touch, state, judging));
  }
  return fraudRejections(judged, fraud);
}

function isOutside(instantUs: EpochMicros, { oldestUs, newestUs }: Span): boolean {
  return instantUs < oldestUs || instantUs > newestUs;
}

/** Up to this many touches, comparing each with each is quicker than a map. */
const smallGroup = 24;

/** Each event once, at its first receipt. */
function uniqueTouches(touches: readonly Touch[]): Iterable<Touch> {
  if (touches.length <= smallGroup && !hasRepeats(touches)) return touches;
  const byId = new Map<string, Touch>();
  for (const touch of touches) {
    const known = byId.get(touch.eventId);
    if (known === undefined || touch.receivedTsUs < known.receivedTsUs) byId.set(touch.eventId, touch);
  }
  return byId.values();
}

function hasRepeats(touches: readonly Touch[]): boolean {
  for (let at = 1; at < touches.length; at++) {
    const eventId = touches[at]?.eventId;
    for (let before = 0; before < at; before++) if (touches[before]?.eventId === eventId) return true;
  }
  return false;
}
