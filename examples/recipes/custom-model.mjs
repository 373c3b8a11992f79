/** A model of your own: the engine says which touches stood as candidates and by what tier, you weigh them, and no cent is lost. */
import { attributionRules, channelTouch, explainOrder, splitAmount } from "@liftproof/attribution";

/** What `explainOrder` calls a touch that the rule considered; every other fate says why it was not. */
const candidates = new Set(["won", "runner_up", "lower_tier", "earlier"]);

/** Linear, but a click with proof weighs three times a claim. Weights are whole numbers, so that the split is exact. */
const weightOf = ({ judged }) => (judged.tier === "proof" ? 3 : 1);

/**
 * @param input touches, orders, rules and watermark, as `attributeOrders` takes them
 * @param {string} orderId
 * @returns credits in minor units that add up to the order, the latest touch first; empty when nothing touched it
 */
export function proofWeighted(input, orderId) {
  const order = input.orders.find((one) => one.orderId === orderId);
  const explained = explainOrder(input, orderId);
  if (order === undefined || explained === undefined) throw new RangeError(`orderId: expected an order received up to the watermark, got ${JSON.stringify(orderId)}`);
  const path = explained.touches.filter(({ fate, judged }) => candidates.has(fate) && judged.tier !== "direct");
  if (path.length === 0) return [];
  const parts = path.map((touch, at) => ({ weight: weightOf(touch), rank: path.length - at }));
  const credits = splitAmount(order.valueMinor, parts);
  return path.map(({ judged, channel }, at) => ({ eventId: judged.eventId, channel, creditMinor: credits[at] }));
}

if (import.meta.url === new URL(process.argv[1] ?? "", "file:").href) {
  const noon = Date.UTC(2026, 10, 23, 12) * 1000;
  const hour = 3_600_000_000;
  const touch = { identityId: "u:1", source: null };
  const touches = [
    channelTouch({ ...touch, eventId: "letter", timeUs: noon - 48 * hour, channel: "Email", tokenStatus: "verified" }),
    channelTouch({ ...touch, eventId: "search", timeUs: noon - 20 * hour, channel: "Organic Search" }),
    channelTouch({ ...touch, eventId: "ad", timeUs: noon - hour, channel: "Paid Search" }),
  ];
  const orders = [{ orderId: "o1", identityId: "u:1", eventId: "e1", orderTsUs: noon, receivedTsUs: noon, valueMinor: 4999, currency: "EUR" }];
  console.table(proofWeighted({ touches, orders, rules: attributionRules(), watermarkUs: noon }, "o1"));
}
