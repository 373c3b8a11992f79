/** What a value of rules.yaml must be, in words, and a value that is. Messages are made of both. */
export interface ExpectedRule {
  readonly expected: string;
  /** As it stands behind the key in the file. */
  readonly example: string;
  /** The only words it may be, where there are few. */
  readonly choices?: readonly string[];
}

const duration: ExpectedRule = { expected: "a duration like 7d, 36h or 30m", example: "7d" };
const durationOrNone: ExpectedRule = { expected: "a duration like 7d, 36h or 30m, or none", example: "7d" };
const flag: ExpectedRule = { expected: "true or false", example: "true" };
const domains: ExpectedRule = { expected: "a list of domains", example: "[shop.example]" };
const domain = "a domain, without https:// and without a path";
const word: ExpectedRule = { expected: "text that is not empty", example: "Newsletter" };
const keyId: ExpectedRule = { expected: "the id of a key, from 0 to 255", example: '"7"' };
const instant: ExpectedRule = { expected: "an instant in ISO 8601 with its zone", example: "2026-03-01T00:00:00Z" };
const label: ExpectedRule = { expected: "text that is not empty", example: "paid" };
const conditions: ExpectedRule = { expected: "a list of at least one condition", example: "[{ field: source, op: in, value: [newsletter] }]" };

/** By key; `*` stands for the place in a list. */
export const expectedRules: Readonly<Record<string, ExpectedRule>> = {
  lookback: durationOrNone,
  proof_window: durationOrNone,
  partner_proof_window: { ...durationOrNone, example: "24h" },
  grace: { ...duration, example: "48h" },
  final_after: { ...duration, example: "48h" },
  max_receipt_delay: duration,
  collapse: { ...durationOrNone, example: "30m" },
  half_life: { expected: "a duration above zero, like 7d, 36h or 30m", example: "7d" },
  position: { expected: "three whole numbers from 0 to 1000000 (first, middle, last), not all zero", example: "[40, 20, 40]" },
  conversion_is_touch: flag,
  reset: flag,
  own_domains: domains,
  "own_domains.*": { expected: domain, example: "shop.example" },
  excluded_referrers: domains,
  "excluded_referrers.*": { expected: domain, example: "paypal.com" },
  channel_edition: { expected: "2023-11 or 2026-05", example: '"2026-05"', choices: ["2023-11", "2026-05"] },
  channels: { expected: "a list of channel rules", example: "[{ channel: Newsletter, all: [{ field: source, op: in, value: [newsletter] }] }]" },
  "channels.*": { expected: "a rule with channel, and all or any", example: "{ channel: Newsletter, all: [{ field: source, op: in, value: [newsletter] }] }" },
  "channels.*.channel": word,
  "channels.*.all": conditions,
  "channels.*.any": conditions,
  ...conditionRules("channels.*.all.*"),
  ...conditionRules("channels.*.any.*"),
  checkout_guard: flag,
  coupon_sources: { expected: "a list of sources", example: "[honey]" },
  "coupon_sources.*": { expected: "the name of a source", example: "honey" },
  view_through: { expected: "a record with lookback, and events in a lake", example: "{ lookback: 1d, events: [ad.view] }" },
  "view_through.lookback": { ...duration, example: "1d" },
  "view_through.events": { expected: "a list of event names", example: "[ad.view]" },
  "view_through.events.*": { expected: "the name of an event", example: "ad.view" },
  referral: { expected: "a referral program with currency and award_minor, or award_basis_points and cap_minor if there is a cap", example: "{ currency: EUR, award_minor: 500 }" },
  "referral.currency": { expected: "a code of ISO 4217", example: "EUR" },
  "referral.award_minor": { expected: "a whole number of minor units of at least 1", example: "500" },
  "referral.award_basis_points": { expected: "hundredths of a percent of the order from 1 to 10000", example: "500" },
  "referral.cap_minor": { expected: "a whole number of minor units of at least 1", example: "2000" },
  "referral.lookback": { ...duration, example: "30d" },
  "referral.hold": { ...duration, example: "30d" },
  "referral.once_per_referee": flag,
  "referral.new_customers_only": flag,
  "referral.proven_only": flag,
  proof_mode: { expected: "off, report or enforce", example: "enforce", choices: ["off", "report", "enforce"] },
  require_proof: { expected: "a list of campaigns and partners", example: "[{ campaign: spring_sale }]" },
  "require_proof.*": { expected: "an entry with campaign or partner, not both, and keys if only some may prove it", example: "{ campaign: spring_sale }" },
  "require_proof.*.campaign": { expected: "the name of a campaign", example: "spring_sale" },
  "require_proof.*.partner": { expected: "the name of a partner", example: "acme" },
  "require_proof.*.keys": { expected: "a list of at least one key id", example: '["7"]' },
  "require_proof.*.keys.*": keyId,
  distrust: { expected: "a list of keys and when they are not believed", example: '[{ key: "7", from: 2026-03-01T00:00:00Z }]' },
  "distrust.*": { expected: "an entry with key, and from and to if it is for a while, to not before from", example: '{ key: "7", from: 2026-03-01T00:00:00Z, to: 2026-03-08T00:00:00Z }' },
  "distrust.*.key": keyId,
  "distrust.*.from": instant,
  "distrust.*.to": instant,
  ignored_event_prefixes: { expected: "a list of beginnings of event names", example: "[exp., identity.]" },
  "ignored_event_prefixes.*": { expected: "the beginning of an event name", example: "exp." },
  click_ids: { expected: "a list of click ids", example: "[{ kind: xclid, source: x, medium: cpc }]" },
  "click_ids.*": { expected: "an entry with kind, source and medium", example: "{ kind: xclid, source: x, medium: cpc }" },
  "click_ids.*.kind": { expected: "the name of a query parameter", example: "xclid" },
  "click_ids.*.source": label,
  "click_ids.*.medium": label,
  referrers: { expected: "a list of referrers", example: "[{ pattern: '(^|\\.)news\\.example$', medium: referral }]" },
  "referrers.*": { expected: "an entry with pattern and medium, and source unless it is the host", example: "{ pattern: '(^|\\.)news\\.example$', medium: referral }" },
  "referrers.*.pattern": { expected: "a regular expression for a host", example: "'(^|\\.)news\\.example$'" },
  "referrers.*.source": label,
  "referrers.*.medium": label,
  fraud: { expected: "true, false, or a record with mode, windows and allowed_devices", example: "true" },
  "fraud.mode": { expected: "burst or excess", example: "burst", choices: ["burst", "excess"] },
  "fraud.windows": { expected: "a list of at least one window", example: "[{ within: 10m, at_most: 3 }]" },
  "fraud.windows.*": { expected: "a window with within and at_most", example: "{ within: 10m, at_most: 3 }" },
  "fraud.windows.*.within": { ...duration, example: "10m" },
  "fraud.windows.*.at_most": { expected: "a whole number of at least 1", example: "3" },
  "fraud.allowed_devices": { expected: "a list of devices", example: '["d41d8"]' },
  "fraud.allowed_devices.*": { expected: "a device in quotes", example: '"d41d8"' },
};

/** What the value of a condition must be, by its op; of `present` and `absent` there is none. */
export const valuesOfOps: Readonly<Record<string, ExpectedRule>> = {
  in: { expected: "a list of at least one text", example: "[news]" },
  contains: { expected: "text that is not empty", example: "news" },
  endsWith: { expected: "text that is not empty", example: "news" },
  matches: { expected: "a regular expression", example: "'^news'" },
};

function conditionRules(at: string): Readonly<Record<string, ExpectedRule>> {
  return {
    [at]: { expected: "a condition with field and op, and a value unless op is present or absent", example: "{ field: source, op: in, value: [newsletter] }" },
    [`${at}.field`]: { expected: "source, medium, campaign, partner or referrerCode", example: "source", choices: ["source", "medium", "campaign", "partner", "referrerCode"] },
    [`${at}.op`]: { expected: "in, contains, endsWith, matches, present or absent", example: "contains", choices: ["in", "contains", "endsWith", "matches", "present", "absent"] },
    [`${at}.value`]: { expected: "text, for in a list of texts, for matches a regular expression, for present and absent nothing", example: "news" },
    [`${at}.value.*`]: { expected: "text in quotes", example: '"news"' },
  };
}
