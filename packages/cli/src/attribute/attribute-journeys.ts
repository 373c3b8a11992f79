import { attributeOrders, channelTotals, fraudRejections, judgeProof, isInjected } from "@liftproof/attribution";
import type { AttributionFact, AttributionInput, AttributionRules, ChannelModel, JudgedTouch, Order, PathTransform, ProofKnowledge, Touch } from "@liftproof/attribution";
import { compareCodePoints } from "@liftproof/events";
import { exactDigitsOf, wholeAmount } from "./amount-reader.ts";
import { minorDigits } from "@liftproof/reporting";
import type { FileJourneys, FileOrder } from "./journey-files.ts";

/** What `attribute --json` prints. */
export interface AttributionSummary {
  readonly orders: number;
  /** In the units of the file. */
  readonly value: number;
  readonly ordersWithoutTouch: number;
  readonly models: Readonly<Record<string, readonly ChannelSum[]>>;
  readonly rejectedTouches: Readonly<Record<string, number>>;
  readonly rejectedRows: Readonly<Record<string, number>>;
  /** What proof changed: orders it won, and those of them whose channel would be another one without tokens. Absent without tokens. */
  readonly proof?: { readonly ordersWithProof: number; readonly ordersMoved: number; readonly valueMoved: number };
  readonly currency: string | null;
}

/** One channel's part. */
export interface ChannelSum {
  readonly channel: string;
  readonly orders: number;
  readonly value: number;
}

/** The summary and the rows behind it. */
export interface JourneyAttribution {
  readonly summary: AttributionSummary;
  readonly facts: readonly AttributionFact[];
}

/** Digits behind the unit in which the engine gives exact parts. */
const PART_DIGITS = 36;

/** How journeys of files are attributed. */
export interface JourneyRules {
  readonly rules: AttributionRules;
  /** Who is behind the identity hashes of tokens. */
  readonly known: ProofKnowledge;
}

/** Which models to add up, and what happens to paths before. */
export interface ModelChoice {
  readonly models: readonly ChannelModel[];
  readonly transform: PathTransform;
}

/** What the engine takes: orders in minor units of their currency, and everything the files hold. */
export function journeyInput(journeys: FileJourneys, { rules, known }: JourneyRules): AttributionInput & { readonly touches: readonly Touch[]; readonly orders: readonly Order[] } {
  const { touches, orders, referrers } = journeys;
  const knowing = { ...known, referrerOf: (code: string) => referrers.get(code) };
  return { touches, orders: orders.map((order) => engineOrder(order, minorDigits(order.currency))), rules, watermarkUs: latest(touches, orders), known: knowing };
}

/**
 * Attributes the orders of a file.
 *
 * Totals run over whole units of the finest decimals that the file uses, so nothing is rounded before the printed
 * number; fact rows carry minor units of the currency.
 */
export function attributeJourneys(journeys: FileJourneys, how: JourneyRules, { models, transform }: ModelChoice): JourneyAttribution {
  const { touches, orders, rejectedRows } = journeys;
  const digits = exactDigitsOf(orders);
  const input = journeyInput(journeys, how);
  const totals = channelTotals({ ...input, orders: orders.map((order) => engineOrder(order, digits)), models, transform });
  const facts = attributeOrders(input);
  const units = (scaled: bigint, scale: number): number => Number(`${scaled}e-${scale}`);
  const summary: AttributionSummary = {
    orders: totals.orders,
    value: units(totals.valueMinor, digits),
    ordersWithoutTouch: totals.ordersWithoutTouch,
    models: Object.fromEntries(
      models.map((model) => [
        model,
        (totals.models[model] ?? []).map(({ channel, orders: count, valueMinor }) => ({
          channel,
          orders: units(count, PART_DIGITS),
          value: units(valueMinor, PART_DIGITS + digits),
        })),
      ]),
    ),
    rejectedTouches: rejectedTouches(input),
    rejectedRows,
    ...(touches.some(({ tokenStatus }) => tokenStatus !== "missing") ? { proof: proofOf(facts, orders, digits) } : {}),
    currency: orders[0]?.currency ?? null,
  };
  return { summary, facts };
}

function latest(touches: readonly Touch[], orders: readonly FileOrder[]): number {
  let latestUs = 0;
  for (const { receivedTsUs } of touches) latestUs = Math.max(latestUs, receivedTsUs);
  for (const { tsUs } of orders) latestUs = Math.max(latestUs, tsUs);
  return latestUs;
}

function engineOrder(order: FileOrder, digits: number): Order {
  const { orderId, identityId, eventId, tsUs, currency, checkoutStartedTsUs } = order;
  return { orderId, identityId, eventId, orderTsUs: tsUs, receivedTsUs: tsUs, valueMinor: wholeAmount(order, digits), currency, checkoutStartedTsUs };
}

/**
 * What the engine does not let win, by its own reasons, and tokens that say nothing. In a file nothing is received late, so
 * what an order rejects in its window is its own event beside these.
 */
function rejectedTouches({ touches, orders, rules, known }: ReturnType<typeof journeyInput>): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  const add = (reason: string, count: number = 1): void => {
    if (count > 0) counts.set(reason, (counts.get(reason) ?? 0) + count);
  };
  if (!rules.conversionIsTouch) {
    const orderEvents = new Set(orders.map(({ eventId }) => eventId));
    add("own_event", touches.filter(({ eventId }) => orderEvents.has(eventId)).length);
  }
  const judged = judgeProof(touches, rules, known);
  const tooFast = rules.fraud === null ? new Set<string>() : fraudRejections(judged.filter(({ proofState, tier }) => proofState !== "reload" && tier !== "view_through"), rules.fraud);
  if (rules.viewThrough === null) add("impression", touches.filter(({ viewThrough }) => viewThrough === true).length);
  const checkouts = ordersWithCheckout(orders);
  for (const touch of judged) {
    const reason = rejectionOf(touch, tooFast) ?? (isInjectedAnywhere(touch, checkouts.get(touch.touch.identityId) ?? [], rules) ? "checkout_injection" : null);
    if (reason !== null) add(reason);
  }
  for (const { tokenStatus } of touches) if (tokenStatus !== "verified" && tokenStatus !== "missing") add(tokenStatus);
  return Object.fromEntries([...counts].sort(([left], [right]) => compareCodePoints(left, right)));
}

function rejectionOf({ eventId, proofState, rejection }: JudgedTouch, tooFast: ReadonlySet<string>): string | null {
  if (proofState === "reload") return proofState;
  if (tooFast.has(eventId)) return "too_fast";
  if (rejection !== null) return rejection;
  return proofState === "proven" || proofState === "unconfirmed" ? null : proofState;
}

function ordersWithCheckout(orders: readonly Order[]): ReadonlyMap<string, readonly Order[]> {
  const byIdentity = new Map<string, Order[]>();
  for (const order of orders) {
    if (order.checkoutStartedTsUs === null || order.checkoutStartedTsUs === undefined) continue;
    byIdentity.set(order.identityId, [...(byIdentity.get(order.identityId) ?? []), order]);
  }
  return byIdentity;
}

/** Whether the claim came into the checkout of an order in whose lookback it lies. */
function isInjectedAnywhere(touch: JudgedTouch, orders: readonly Order[], { lookbackUs }: AttributionRules): boolean {
  return orders.some((order) => {
    const isInside = touch.touchTsUs <= order.orderTsUs && (lookbackUs === null || touch.touchTsUs >= order.orderTsUs - lookbackUs);
    return isInside && isInjected(touch, order);
  });
}

function proofOf(facts: readonly AttributionFact[], orders: readonly FileOrder[], digits: number): NonNullable<AttributionSummary["proof"]> {
  const values = new Map(orders.map((order) => [order.orderId, BigInt(wholeAmount(order, digits))]));
  const moved = facts.filter(({ channel, withoutProofChannel, hasClickProof }) => hasClickProof && channel !== withoutProofChannel);
  const movedValue = moved.reduce((sum, { orderId }) => sum + (values.get(orderId) ?? 0n), 0n);
  return {
    ordersWithProof: facts.filter(({ hasClickProof }) => hasClickProof).length,
    ordersMoved: moved.length,
    valueMoved: Number(`${movedValue}e-${digits}`),
  };
}
