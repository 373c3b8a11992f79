import { hostPattern, nothingWords } from "@liftproof/attribution";
import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { intTouchesTable } from "../tables/gold-tables.ts";
import { channelCase } from "./channel-case.ts";
import { arrivalOf, identityJoin, isBot } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";

/**
 * Fills `lake.int_touches`: the events with acquisition evidence and the direct visits, their tokens judged against each other.
 *
 * The same meaning as `touchOf`, `proofStates` and `judgeProof` of @liftproof/attribution; a test holds the two together.
 */
export function touchesSql(options: GoldOptions): string {
  return insertInto(
    options.dialect,
    intTouchesTable,
    `WITH ${[
      `seen AS (\n${seenSql(options)}\n)`,
      `hosts AS (\n${hostsSql(options)}\n)`,
      `labeled AS (\n${labeledSql(options)}\n)`,
      `channels AS (\n${channelsSql(options)}\n)`,
      `touched AS (\n${touchedSql()}\n)`,
      `nonces AS (\n${noncesSql()}\n)`,
      `judged AS (\n${judgedSql()}\n)`,
      `placed AS (\n${placedSql(options)}\n)`,
    ].join(",\n")}
SELECT event_id, event_name, identity_id,
  CASE WHEN proof_state = 'reload' THEN NULL ELSE row_number() OVER (
    PARTITION BY identity_id, CASE WHEN proof_state = 'reload' THEN 1 ELSE 0 END ORDER BY touch_ts_us, received_ts_us, event_id) END,
  received_ts_us, touch_ts_us, visible_from_us, tier, token_status, proof_state, is_partner, key_id, nonce, channel, source, medium, campaign, open_channel
FROM placed`,
  );
}

/** The events that may be touches, with what they carry. */
function seenSql({ dialect, rules, watermarkUs }: GoldOptions): string {
  const { joins, identity } = identityJoin(dialect);
  const claim = (key: string): string => dialect.mapGet("e.click_claims", key);
  const signed = "e.token_status = 'verified' AND e.click_kind IS NOT NULL";
  const click = `${signed} AND e.click_kind = 'click'`;
  const ignored = rules.ignoredEventPrefixes.map((prefix) => ` AND substr(e.event_name, 1, length(${textLiteral(prefix)})) <> ${textLiteral(prefix)}`).join("");
  return `  SELECT e.event_id, e.event_name, ${identity} AS identity_id, e.received_ts_us, e.token_status,
    CASE WHEN e.received_ts_us - ${arrivalOf} > ${integerLiteral(rules.maxReceiptDelayUs)} THEN e.received_ts_us ELSE ${arrivalOf} END AS arrival_us,
    ${signed} AS is_signed, ${click} AS is_click,
    CASE WHEN ${click} THEN e.click_nonce END AS nonce, CASE WHEN ${click} THEN e.click_issued_us END AS clicked_us,
    CASE WHEN ${signed} THEN COALESCE(${claim("key_id")}, '') END AS key_id,
    CASE WHEN ${signed} THEN ${claim("partner")} END AS partner, CASE WHEN ${signed} THEN e.referrer_code END AS referrer_code,
    COALESCE(${claim("trust")}, '') = 'proof' AS is_trusted,
    ${click} AND e.event_name <> 'shortlink.click' AND COALESCE(${dialect.mapGet("e.payload", "confirmed")}, '') = 'true' AS is_confirmed,
    ${(["source", "medium", "campaign"] as const)
      .map((label) => `CASE WHEN ${signed} THEN ${meaningful(dialect, claim(label))} END AS signed_${label}, ${meaningful(dialect, `e.utm_${label}`)} AS utm_${label}`)
      .join(",\n    ")},
    click_ids.source AS click_source, click_ids.medium AS click_medium, NULLIF(e.referrer_host, '') AS referrer_host
  FROM ${dialect.table("events")} AS e
${joins}
LEFT JOIN ${dialect.textRows("click_ids", ["kind", "source", "medium"], rules.clickIds.map(({ kind, source, medium }) => [foldedText(kind), source, medium]))}
  ON click_ids.kind = ${dialect.foldAscii("e.click_id_kind")}
  WHERE e.received_ts_us <= ${integerLiteral(watermarkUs)} AND NOT ${isBot(dialect)}${ignored}`;
}

/** Source and medium of every referrer host that is evidence, judged once per host. */
function hostsSql({ dialect, rules }: GoldOptions): string {
  const internal = [hostPattern(rules.excludedReferrers), hostPattern(rules.ownDomains)].map((pattern) => `NOT ${dialect.matches("folded", pattern)}`);
  const bare = "CASE WHEN substr(folded, 1, 4) = 'www.' THEN substr(folded, 5) ELSE folded END";
  const whens = (value: (label: { readonly source: string | null; readonly medium: string }) => string): string =>
    rules.referrers.map((label) => `      WHEN ${dialect.matches("folded", label.pattern)} THEN ${value(label)}`).join("\n");
  const decide = (branches: string, otherwise: string): string => (branches === "" ? otherwise : `CASE\n${branches}\n      ELSE ${otherwise} END`);
  return `  SELECT host,
    ${decide(whens(({ source }) => (source === null ? bare : textLiteral(source))), bare)} AS source,
    ${decide(whens(({ medium }) => textLiteral(medium)), "'referral'")} AS medium
  FROM (
    SELECT referrer_host AS host, ${dialect.foldAscii("referrer_host")} AS folded FROM seen WHERE referrer_host IS NOT NULL GROUP BY referrer_host
  ) AS met
  WHERE ${internal.join(" AND ")}`;
}

/** Open labels: UTM, else a known click id, else the referrer. A key of each label set lets channels be judged once per set. */
function labeledSql({ dialect }: GoldOptions): string {
  const hasUtm = "(utm_source IS NOT NULL OR utm_medium IS NOT NULL OR utm_campaign IS NOT NULL)";
  const noText = `CAST(NULL AS ${dialect.type("string")})`;
  return `  SELECT labels.*, CASE WHEN is_signed THEN ${labelKey(["signed_source", "signed_medium", "signed_campaign", "partner", "referrer_code"])} END AS signed_key,
    CASE WHEN is_open THEN ${labelKey(["open_source", "open_medium", "open_campaign", noText, noText])} END AS open_key
  FROM (
    SELECT seen.*, ${hasUtm} OR click_source IS NOT NULL OR hosts.source IS NOT NULL AS is_open,
      CASE WHEN ${hasUtm} THEN utm_source ELSE COALESCE(click_source, hosts.source) END AS open_source,
      CASE WHEN ${hasUtm} THEN utm_medium WHEN click_source IS NOT NULL THEN click_medium ELSE hosts.medium END AS open_medium,
      utm_campaign AS open_campaign
    FROM seen LEFT JOIN hosts ON hosts.host = seen.referrer_host
  ) AS labels
  WHERE is_signed OR is_open OR event_name IN ('session.start', 'landing.view', 'page.view')`;
}

function channelsSql({ dialect, rules }: GoldOptions): string {
  const folded = (column: string): string => `${dialect.foldAscii(column)} AS ${column}`;
  return `  SELECT label_key, ${channelCase(dialect, rules.channelRules, {
    source: "source",
    medium: "medium",
    campaign: "campaign",
    partner: "partner",
    referrerCode: "referrer_code",
  })} AS channel
  FROM (
    SELECT label_key, ${["source", "medium", "campaign", "partner", "referrer_code"].map(folded).join(", ")}
    FROM (
      SELECT signed_key AS label_key, signed_source AS source, signed_medium AS medium, signed_campaign AS campaign, partner, referrer_code FROM labeled WHERE is_signed
      UNION
      SELECT open_key, open_source, open_medium, open_campaign, CAST(NULL AS ${dialect.type("string")}), CAST(NULL AS ${dialect.type("string")}) FROM labeled WHERE is_open
    ) AS sets
  ) AS folded`;
}

function touchedSql(): string {
  return `  SELECT labeled.*, signed.channel AS signed_channel, opened.channel AS open_channel
  FROM labeled
  LEFT JOIN channels AS signed ON signed.label_key = labeled.signed_key
  LEFT JOIN channels AS opened ON opened.label_key = labeled.open_key`;
}

/** Whose each nonce is. A nonce belongs to the first confirmed binding touch, else the first received; the redirector's own click binds nothing. */
function noncesSql(): string {
  const bindingClass = "CASE WHEN event_name = 'shortlink.click' THEN 2 WHEN is_confirmed THEN 0 ELSE 1 END";
  const owned = "owner_id IS NOT NULL AND identity_id = owner_id";
  return `  SELECT event_id, owner_id, is_standing,
    MAX(CASE WHEN ${owned} AND is_confirmed THEN 1 ELSE 0 END) OVER (PARTITION BY key_id, nonce) AS owner_confirmed
  FROM (
    SELECT event_id, identity_id, key_id, nonce, is_confirmed,
      CASE WHEN MIN(${bindingClass}) OVER (PARTITION BY key_id, nonce) < 2 THEN
        FIRST_VALUE(identity_id) OVER (PARTITION BY key_id, nonce ORDER BY ${bindingClass}, received_ts_us, event_id) END AS owner_id,
      row_number() OVER (PARTITION BY key_id, nonce, identity_id ORDER BY received_ts_us, event_id) = 1 AS is_standing
    FROM touched WHERE nonce IS NOT NULL
  ) AS bound`;
}

function judgedSql(): string {
  return `  SELECT touched.*, touched.is_signed AND (partner IS NOT NULL OR referrer_code IS NOT NULL) AS is_partner,
    CASE
      WHEN NOT is_signed THEN NULL
      WHEN NOT is_click THEN CASE WHEN is_trusted OR (partner IS NULL AND referrer_code IS NULL) THEN 'proven' ELSE 'unconfirmed' END
      WHEN nonce IS NULL THEN 'unconfirmed'
      WHEN nonces.owner_id IS NOT NULL AND nonces.owner_id <> identity_id THEN 'replayed'
      WHEN NOT nonces.is_standing THEN 'reload'
      WHEN nonces.owner_confirmed = 1 AND (partner IS NULL OR is_trusted) THEN 'proven'
      ELSE 'unconfirmed' END AS proof_state
  FROM touched LEFT JOIN nonces ON nonces.event_id = touched.event_id`;
}

/** A replayed token lends its touch nothing: neither labels, nor the instant of the click, nor early visibility. */
function placedSql({ rules }: GoldOptions): string {
  const speaks = "proof_state IN ('proven', 'unconfirmed')";
  const label = (name: string): string => `CASE WHEN ${speaks} THEN signed_${name} WHEN is_open THEN open_${name} END AS ${name}`;
  return `  SELECT told.*,
    CASE
      WHEN clicked_touch_us IS NOT NULL THEN clicked_touch_us
      WHEN is_partner OR COALESCE(channel, '') = 'Affiliates' THEN received_ts_us
      ELSE GREATEST(touch_ts_us, received_ts_us - ${integerLiteral(rules.graceUs)}) END AS visible_from_us
  FROM (
    SELECT judged.*, CASE WHEN COALESCE(${speaks}, FALSE) THEN clicked_us END AS clicked_touch_us,
      CASE WHEN COALESCE(${speaks}, FALSE) THEN COALESCE(clicked_us, arrival_us) ELSE arrival_us END AS touch_ts_us,
      CASE WHEN proof_state = 'proven' THEN 'proof' WHEN ${speaks} OR is_open THEN 'evidence' ELSE 'direct' END AS tier,
      ${["channel", "source", "medium", "campaign"].map(label).join(",\n      ")}
    FROM judged
  ) AS told`;
}

/** Not an IN: DuckDB makes a join of its list, six of them over every event. */
function meaningful(dialect: Dialect, value: string): string {
  return `CASE ${dialect.foldAscii(value)} ${nothingWords.map((word) => `WHEN ${textLiteral(word)} THEN NULL`).join(" ")} ELSE ${value} END`;
}

/** One text per label set; a missing label and an empty one stay apart, and no label can imitate a separator. */
function labelKey(values: readonly string[]): string {
  return values.map((value) => `COALESCE(CAST(length(${value}) AS VARCHAR) || ':' || ${value}, '-')`).join(" || ");
}

function foldedText(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
