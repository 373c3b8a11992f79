import { minorDigits } from "@liftproof/reporting";
import { moneyFormat } from "../output/format-money.ts";
import { formatCount } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import type { DecidingRule, OrderStory, TouchStory } from "./order-story.ts";
import { timeSpan } from "./time-span.ts";

const ruleWords: Readonly<Record<DecidingRule, string>> = {
  tier: "the tier: proof outranks evidence, evidence an impression, and an impression a direct visit",
  time: "time: of two touches of one tier the later one wins",
  receipt: "receipt: of two touches of one instant the one received later wins",
  event_id: "the event id: nothing else tells the two apart",
  only_candidate: "nothing: there was no other candidate",
  no_candidate: "nothing: there was no candidate",
};

/** The story of an order for people. */
export function storyText(story: OrderStory): string {
  const { fact, winner, runnerUp, withoutProof, touches } = story;
  const value = moneyFormat(fact.currency)(fact.orderValueMinor / 10 ** minorDigits(fact.currency));
  const lines = [
    `order ${story.orderId}: ${new Date(fact.orderTsUs / 1000).toISOString()}, ${value} ${fact.currency}, ${fact.state}`,
    "",
    ...formatTable([
      ["channel", `${story.channel}${labelsOf(winner)}`],
      ["why", story.why],
      ["decided by", ruleWords[story.decidedBy]],
      ["winner", winner === null ? "none" : named(winner)],
      ["runner-up", runnerUp === null ? "none" : named(runnerUp)],
      ["without proof", withoutProof.eventId === null ? withoutProof.channel : `touch ${withoutProof.eventId}, ${withoutProof.channel}`],
    ]).split("\n"),
  ];
  if (touches.length === 0) return lines.join("\n");
  const rows = touches.map((touch) => [touch.eventId, touch.channel, tierText(touch), timeSpan(touch.secondsToOrder), touch.verdict, touch.why]);
  return [...lines, "", `${formatCount(touches.length)} touch${touches.length === 1 ? "" : "es"} of this person, the latest first`, formatTable([["touch", "channel", "tier", "before the order", "verdict", "why"], ...rows])].join("\n");
}

function named({ eventId, channel, tier, secondsToOrder }: TouchStory): string {
  return `touch ${eventId}, ${channel}, ${tier}, ${timeSpan(secondsToOrder)} before the order`;
}

function labelsOf(winner: TouchStory | null): string {
  const labels = [winner?.source, winner?.medium, winner?.campaign].map((label) => label ?? "-");
  return labels.every((label) => label === "-") ? "" : ` (${labels.join(" / ")})`;
}

/** A token that says nothing shows why. */
function tierText({ tier, tokenStatus, proofState }: TouchStory): string {
  if (proofState !== null && proofState !== "proven") return `${tier} (${proofState})`;
  return tokenStatus === "missing" || tokenStatus === "verified" ? tier : `${tier} (${tokenStatus})`;
}
