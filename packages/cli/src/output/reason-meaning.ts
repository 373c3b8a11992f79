/** What each reason for leaving something out means, and what to do about it. */
const meanings: Readonly<Record<string, string>> = {
  unreadable: "the row's fields do not fit the header, a quote in it is not closed, or the line is no JSON object",
  missing_unit: "the cell of the unit is empty",
  damaged_id: "ids like 3,69673E+15 were ruined by a spreadsheet; export them as text",
  missing_arm: "the cell of the arm is empty",
  unknown_arm: "the arm has no weight in --weights",
  bad_value: "a cell is not what its column must hold: a number, or true/false, yes/no, 1/0",
  crossover: "the unit stands in two arms, so nobody knows what it saw",
  repeated: "the unit stands in its arm again; its first row counts",
  missing_identity: "the cell of the person is empty",
  missing_time: "the cell of the instant is empty",
  bad_time: "the instant is not ISO 8601; numbers need --time-unit s, ms or us",
  missing_value: "the cell of the amount is empty",
  missing_currency: "the cell of the currency is empty; fill it, or name one for all such rows with --currency",
  bad_currency: "the currency is no code of ISO 4217, as EUR is; mend the cell, or empty it and name one with --currency",
  bad_status: "the click status is none of those that verification gives",
  missing_channel: "the cell of the channel is empty",
  bad_day: "the day is not written as 2026-05-31",
  missing_order_id: "the cell of the order id is empty",
  repeated_event: "the event id stands in an earlier row, which counts",
  repeated_order: "the order id stands in an earlier row, which counts",
  own_event: "the touch is an order's own row; --conversion-is-touch lets it win",
  replayed: "the click token had proved another person's click already",
  reload: "the same click once more, as when a page is loaded again",
  too_fast: "more touches in a short time than the fraud filter of --rules allows",
  impression: "nobody clicked it, and --rules has no view_through",
  unproven_claim: "the touch names a campaign or partner that require_proof of --rules wants proven, and has no proof",
  self_referral: "the person clicked on the link with the own referrer code",
  checkout_injection: "a partner, an affiliate or a coupon source claimed the order while it was being paid",
  identity_mismatch: "the click token was minted for another person",
  malformed: "the click token is none of ours by its form",
  unknown_key: "the click token names a key that is not in --keys",
  bad_signature: "the click token was made or changed without the key",
  revoked: "the key of the click token was revoked, or distrust of --rules names it",
  key_not_valid: "the key of the click token was not valid at that instant",
  not_yet_valid: "the click token is of a later instant than the touch",
  expired: "the click token was past its lifetime",
};

/** One plain sentence, or `undefined` for a reason that says everything by its name. */
export function reasonMeaning(reason: string): string | undefined {
  return Object.hasOwn(meanings, reason) ? meanings[reason] : undefined;
}
