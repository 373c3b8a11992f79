import { compareCodePoints } from "@liftproof/events";
import { channelOfTouch } from "./channel-of-touch.ts";
import { directChannel } from "./direct-channel.ts";
import type { AttributionInput } from "./attribution-input.ts";
import { eachJourney } from "./each-journey.ts";
import type { ModelName } from "./models/model-name.ts";
import { orderWeights } from "./models/order-weights.ts";
import { splitAmount } from "./models/split-amount.ts";
import type { WeightedTouch } from "./models/weighted-touch.ts";
import type { OrderPath } from "./order-path.ts";
import type { PathTransform } from "./paths/path-transform.ts";
import { requireTransform } from "./paths/require-transform.ts";
import { walkPaths } from "./paths/walk-paths.ts";

/** One row of `fact_attribution_credit`. The credits of an order add up to its value under every model. */
export interface AttributionCredit {
  readonly orderId: string;
  readonly model: ModelName;
  /** `null` when the order had no touch: its value then stands under `direct`. */
  readonly eventId: string | null;
  readonly channel: string;
  readonly creditMinor: number;
}

/** What {@link creditOrders} takes. */
export interface CreditInput extends AttributionInput {
  readonly models: readonly ModelName[];
  /** What happens to the path of linear, position and time decay; `as-is` when absent. */
  readonly transform?: PathTransform;
}

/**
 * The credits of every order under the given models, in whole minor units.
 *
 * Left-over units go by largest remainder, ties to the later touch, then to the greater event id.
 *
 * @returns Sorted by order id, then by the given order of models, then by the place of the touch in its path.
 * @throws RangeError for a transform that does not exist.
 */
export function creditOrders(input: CreditInput): readonly AttributionCredit[] {
  const byOrder: (readonly AttributionCredit[])[] = [];
  const { rules, models } = input;
  const settings = { rules, transform: requireTransform(input.transform) };
  for (const journey of eachJourney(input)) {
    walkPaths(journey, settings, (path) => byOrder.push(models.flatMap((model) => credits(model, path, orderWeights(model, path, rules)))));
  }
  byOrder.sort(([a], [b]) => compareCodePoints(a?.orderId ?? "", b?.orderId ?? ""));
  return byOrder.flat();
}

function credits(model: ModelName, { order }: OrderPath, weighted: readonly WeightedTouch[]): readonly AttributionCredit[] {
  const { orderId, valueMinor } = order;
  if (weighted.length === 0) return [{ orderId, model, eventId: null, channel: directChannel, creditMinor: valueMinor }];
  const ranks = tieRanks(weighted);
  const units = splitAmount(valueMinor, weighted.map(({ weight }, at) => ({ weight, rank: ranks[at] ?? 0 })));
  return weighted.map(({ touch }, at) => ({
    orderId,
    model,
    eventId: touch.eventId,
    channel: channelOfTouch(touch),
    creditMinor: units[at] ?? 0,
  }));
}

/** Ties go by instant and event id alone, without the receipt that ranks winners. */
function tieRanks(weighted: readonly WeightedTouch[]): readonly number[] {
  const positions = weighted.map((_, at) => at);
  positions.sort((a, b) => {
    const left = weighted[a]?.touch;
    const right = weighted[b]?.touch;
    if (left === undefined || right === undefined) return 0;
    return left.touchTsUs - right.touchTsUs || compareCodePoints(left.eventId, right.eventId);
  });
  const ranks = weighted.map(() => 0);
  for (const [rank, position] of positions.entries()) ranks[position] = rank;
  return ranks;
}
