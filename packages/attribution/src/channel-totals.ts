import { directChannel } from "./direct-channel.ts";
import type { AttributionInput } from "./attribution-input.ts";
import { eachJourney } from "./each-journey.ts";
import type { Journey } from "./journey.ts";
import type { JointModel, JointTotals } from "./joint-totals.ts";
import { jointTotals } from "./joint-totals.ts";
import type { ChannelLedger, ChannelTotal } from "./models/channel-ledger.ts";
import { channelLedger } from "./models/channel-ledger.ts";
import type { ChannelWeights } from "./models/channel-weights.ts";
import { channelWeights } from "./models/channel-weights.ts";
import type { ModelName } from "./models/model-name.ts";
import type { OrderPath } from "./order-path.ts";
import type { PathTransform } from "./paths/path-transform.ts";
import { requireTransform } from "./paths/require-transform.ts";
import { walkPaths } from "./paths/walk-paths.ts";

/** A model that splits each order by itself, or one that looks at all journeys at once. */
export type ChannelModel = ModelName | JointModel;

/** What {@link channelTotals} takes. */
export interface ChannelTotalsInput extends AttributionInput {
  readonly models: readonly ChannelModel[];
  /** What happens to the paths of all models but first, last and last non-direct; `as-is` when absent. */
  readonly transform?: PathTransform;
}

/** The answer of {@link channelTotals}. */
export interface ChannelTotals {
  readonly orders: number;
  readonly valueMinor: bigint;
  /** Orders that nothing won under the rules as given. */
  readonly ordersWithoutTouch: number;
  /** Per model the channels with credit; within one model the orders of its channels sum to all orders, and their values to the whole value. */
  readonly models: Readonly<Record<string, readonly ChannelTotal[]>>;
  /** Greatest residual of the Markov chains; `null` when none was solved. */
  readonly markovResidual: number | null;
}

/**
 * What every channel earned under every model, without rounding to minor units.
 *
 * Orders without a touch stand under `direct` in every model. Markov and Shapley always see journeys that start anew
 * after each order, and Markov the unfinished journey of every identity.
 *
 * @throws RangeError when the orders are in more than one currency, a Markov order is not a whole number of at least 1, or a
 * transform does not exist.
 */
export function channelTotals(input: ChannelTotalsInput): ChannelTotals {
  const { rules, models } = input;
  const joint = models.filter(isJoint);
  const ledgers = new Map(models.filter(isSplit).map((model) => [model, channelLedger()] as const));
  const kept: Journey[] = [];
  let orders = 0;
  let valueMinor = 0n;
  let ordersWithoutTouch = 0;
  let currency: string | null = null;
  const settings = { rules, transform: requireTransform(input.transform) };
  for (const journey of eachJourney(input, joint.length > 0)) {
    if (joint.length > 0) kept.push(journey);
    walkPaths(journey, settings, (path) => {
      const { order, winner } = path;
      currency = sameCurrency(currency, order.currency);
      orders++;
      valueMinor += BigInt(order.valueMinor);
      if (winner === undefined) ordersWithoutTouch++;
      for (const [model, ledger] of ledgers) creditPath(path, ledger, channelWeights(model, path, rules));
    });
  }
  const answers: JointTotals = jointTotals(kept, joint, settings);
  const totalsOf = (model: ChannelModel): readonly ChannelTotal[] =>
    (isJoint(model) ? answers.totals.get(model) : ledgers.get(model)?.totals()) ?? [];
  return {
    orders,
    valueMinor,
    ordersWithoutTouch,
    models: Object.fromEntries(models.map((model) => [model, totalsOf(model)])),
    markovResidual: answers.markovResidual,
  };
}

function isJoint(model: ChannelModel): model is JointModel {
  return model === "shapley" || model.startsWith("markov:");
}

function isSplit(model: ChannelModel): model is ModelName {
  return !isJoint(model);
}

function sameCurrency(known: string | null, currency: string): string {
  if (known !== null && known !== currency) {
    throw new RangeError(`orders: expected one currency, got ${known} and ${currency}; total each by itself`);
  }
  return currency;
}

function creditPath({ order }: OrderPath, ledger: ChannelLedger, { weights, of }: ChannelWeights): void {
  const { valueMinor } = order;
  if (of === 0) ledger.add(directChannel, { valueMinor, weight: 1, of: 1 });
  else for (const [channel, weight] of weights) ledger.add(channel, { valueMinor, weight, of });
}
