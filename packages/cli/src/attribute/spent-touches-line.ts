import { channelTotals } from "@liftproof/attribution";
import type { AttributionInput, ChannelModel } from "@liftproof/attribution";
import { formatCount } from "../output/format-number.ts";

/** What was asked, and how many orders have no touch where touches may serve several orders. */
export interface SpentTouches {
  readonly models: readonly ChannelModel[];
  readonly ordersWithoutTouch: number;
}

/** Says how many orders have touches and still none for Markov and Shapley, which use no touch twice; `undefined` when there are none or neither was asked. */
export function spentTouchesLine(input: AttributionInput, { models, ordersWithoutTouch }: SpentTouches): string | undefined {
  const isJoint = models.some((model) => model === "shapley" || model.startsWith("markov:"));
  if (!isJoint || input.rules.resetAtOrder) return undefined;
  const spent = channelTotals({ ...input, rules: { ...input.rules, resetAtOrder: true }, models: [] }).ordersWithoutTouch - ordersWithoutTouch;
  if (spent <= 0) return undefined;
  return `Markov and Shapley start journeys anew after each order: ${formatCount(spent)} ${spent === 1 ? "order goes to direct there, for its touches were" : "orders go to direct there, for their touches were"} spent on an earlier one`;
}
