const reasons: Readonly<Record<string, string>> = {
  proof: "a proven click outranks every claim, and no claim came after it",
  proof_over_recency: "a proven click outranks every claim, later ones too",
  last_non_direct: "no proof counts for this order, so the last touch that says where it came from wins",
  view_through: "no click led here, so the last impression wins",
  only_direct: "only direct visits led here",
  no_touch: "no touch of this person is in the lookback",
  only_rejected: "every touch in the lookback was eliminated",
};

const fates: Readonly<Record<string, string>> = {
  won: "the greatest by tier, then instant, receipt and id",
  runner_up: "would have won without the winning touch",
  lower_tier: "of a lower tier than the winner",
  earlier: "of no higher tier than the winner, and earlier",
  same_instant: "of no higher tier than the winner and of its instant, but received earlier or of a lesser id",
  before_lookback: "older than the lookback",
  spent_by_earlier_order: "not later than the order before this one, which spent it",
  after_order: "after the order",
  received_too_late: "received after the order, too late to win it",
  too_fast: "one of more touches in a short time than people make",
  unproven_claim: "names a campaign or partner whose claims need proof, and has none",
  self_referral: "the person clicked on the link with the own referrer code",
  checkout_injection: "a claim that came in while this order was being paid",
  own_event: "the event of the order itself",
  reload: "the same click once more, as when a page is loaded again",
};

/** Why an order got its channel, in words; a reason without words says what it means by its name. */
export function reasonWords(reason: string): string {
  return wordsOf(reasons, reason);
}

/** What became of a touch, in words. */
export function fateWords(fate: string): string {
  return wordsOf(fates, fate);
}

function wordsOf(known: Readonly<Record<string, string>>, name: string): string {
  return (Object.hasOwn(known, name) ? known[name] : undefined) ?? name.replaceAll("_", " ");
}
