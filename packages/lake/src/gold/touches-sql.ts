import { confirmWithinUs, couponSourcePattern, hostPattern, neverVisibleUs, nothingWords, partnerChannels, partnerMediums } from "@liftproof/attribution";
import type { Dialect } from "../dialects/dialect.ts";
import { integerLiteral, textLiteral } from "../sql/quote.ts";
import { intTouchesTable } from "../tables/gold-tables.ts";
import { channelCase } from "./channel-case.ts";
import { believedArrivalOf, identityJoin, isBot } from "./event-expressions.ts";
import type { GoldOptions } from "./gold-options.ts";
import { insertInto } from "./insert-into.ts";
import { judgedSql, noncesSql } from "./judged-sql.ts";
import { rejectedSql } from "./rejected-sql.ts";

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
      `touched AS (\n${touchedSql(options)}\n)`,
      `nonces AS (\n${noncesSql()}\n)`,
      `judged AS (\n${judgedSql()}\n)`,
      `placed AS (\n${placedSql(options)}\n)`,
      `rejected AS (\n${rejectedSql(options)}\n)`,
    ].join(",\n")}
SELECT event_id, event_name, identity_id,
  CASE WHEN proof_state = 'reload' THEN NULL ELSE row_number() OVER (
    PARTITION BY identity_id, CASE WHEN proof_state = 'reload' THEN 1 ELSE 0 END ORDER BY touch_ts_us, received_ts_us, event_id) END,
  received_ts_us, touch_ts_us, CASE WHEN rejection IS NULL THEN visible_from_us ELSE ${integerLiteral(neverVisibleUs)} END,
  tier, token_status, proof_state, is_partner, key_id, nonce, channel, source, medium, campaign, open_channel, rejection, CASE WHEN rejection IS NULL THEN claimed_us END,
  ${tokenlessSql(options)}
FROM rejected`,
  );
}

/** Where the touch stands in a run with proof turned off: under its own labels, at its arrival, rejected for its speed alone. */
function tokenlessSql({ dialect, rules }: GoldOptions): string {
  if (rules.proofMode === "off") return Array.from({ length: 3 }, () => `CAST(NULL AS ${dialect.type("bigint")})`).join(", ");
  const where = (value: string): string => `CASE WHEN is_signed OR (rejection IS NOT NULL) <> is_open_fast THEN ${value} END`;
  return [where("arrival_us"), where(`CASE WHEN is_open_fast THEN ${integerLiteral(neverVisibleUs)} ELSE open_visible_us END`), where("CASE WHEN NOT is_open_fast THEN open_claimed_us END")].join(",\n  ");
}

/** The events that may be touches, with what they carry. */
function seenSql({ dialect, rules, watermarkUs }: GoldOptions): string {
  const { joins, identity } = identityJoin(dialect);
  const claim = (key: string): string => dialect.mapGet("e.click_claims", key);
  const verified = "e.token_status = 'verified' AND e.click_kind IS NOT NULL";
  const view = viewSql(rules);
  const doubt = doubtedSql(claim("key_id"), rules);
  const doubted = view === "FALSE" || doubt === "FALSE" ? doubt : `(${doubt} AND NOT ${view})`;
  const signed = rules.proofMode === "off" ? "FALSE" : `${verified} AND NOT ${doubted}${view === "FALSE" ? "" : ` AND NOT ${view}`}`;
  const click = `${signed} AND e.click_kind = 'click'`;
  const ignored = rules.ignoredEventPrefixes.map((prefix) => ` AND substr(e.event_name, 1, length(${textLiteral(prefix)})) <> ${textLiteral(prefix)}`).join("");
  return `  SELECT e.event_id, e.event_name, ${identity} AS identity_id, e.received_ts_us,
    ${rules.proofMode === "off" || doubted === "FALSE" ? "e.token_status" : `CASE WHEN ${verified} AND ${doubted} THEN 'revoked' ELSE e.token_status END AS token_status`},
    e.device_fp, COALESCE(e.user_id, e.anon_id) AS visitor_id, CASE WHEN ${signed} THEN ${claim("identity_hash")} END AS wanted_hash,
    ${believedArrivalOf(rules)} AS arrival_us, ${view} AS is_view,
    ${signed} AS is_signed, ${click} AS is_click,
    CASE WHEN ${click} THEN e.click_nonce END AS nonce, CASE WHEN ${click} THEN e.click_issued_us END AS clicked_us,
    CASE WHEN ${signed} THEN COALESCE(${claim("key_id")}, '') END AS key_id,
    CASE WHEN ${signed} THEN ${claim("partner")} END AS partner, CASE WHEN ${signed} THEN e.referrer_code END AS referrer_code,
    COALESCE(${claim("trust")}, '') = 'proof' AS is_trusted,
    ${click} AND ${isConfirmingLanding(dialect, rules)} AS is_confirmed,
    ${click} AND e.event_name = 'shortlink.click' AND COALESCE(e.click_class, '') = 'person' AS is_activated,
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

/** The same meaning as `confirmsClick` of @liftproof/attribution, of a row whose token is a click token. */
function isConfirmingLanding(dialect: Dialect, rules: GoldOptions["rules"]): string {
  const inTime = `COALESCE(${believedArrivalOf(rules)} - e.click_issued_us <= ${integerLiteral(confirmWithinUs)}, FALSE)`;
  return `e.event_name = 'landing.view' AND COALESCE(${dialect.mapGet("e.payload", "confirmed")}, '') = 'true' AND ${inTime}`;
}

/** True where the event reports an impression; its token never counts. */
function viewSql({ viewThrough }: GoldOptions["rules"]): string {
  if (viewThrough === null || viewThrough.eventNames.length === 0) return "FALSE";
  return `(${viewThrough.eventNames.map((name) => `e.event_name = ${textLiteral(name)}`).join(" OR ")})`;
}

/** True where the rules do not believe the key at the time of receipt. */
function doubtedSql(keyId: string, { distrust }: GoldOptions["rules"]): string {
  const entries = distrust.map((entry) => {
    const from = entry.fromUs === null ? "" : ` AND e.received_ts_us >= ${integerLiteral(entry.fromUs)}`;
    const to = entry.toUs === null ? "" : ` AND e.received_ts_us <= ${integerLiteral(entry.toUs)}`;
    return `(COALESCE(${keyId}, '') = ${textLiteral(entry.keyId)}${from}${to})`;
  });
  return entries.length === 0 ? "FALSE" : `(${entries.join(" OR ")})`;
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
  WHERE is_signed OR is_open OR event_name IN ('session.start', 'landing.view', 'page.view') AND NOT is_view`;
}

/** The channel of each label set, and whether it names somebody who would be paid: the same meaning as `namesPartner` of @liftproof/attribution. */
function channelsSql({ dialect, rules }: GoldOptions): string {
  const folded = (column: string): string => `${dialect.foldAscii(column)} AS ${column}`;
  const names = [...partnerChannels.map((channel) => `channel = ${textLiteral(channel)}`), ...partnerMediums.map((medium) => `COALESCE(medium = ${textLiteral(medium)}, FALSE)`)];
  return `  SELECT label_key, channel, ${names.join(" OR ")} AS names_partner
  FROM (
  SELECT label_key, medium, ${channelCase(dialect, rules.channelRules, {
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
  ) AS folded
  ) AS named`;
}

function touchedSql({ dialect }: GoldOptions): string {
  return `  SELECT labeled.*, signed.channel AS signed_channel, opened.channel AS open_channel,
    signed.names_partner AS signed_names_partner, opened.names_partner AS open_names_partner,
    COALESCE(hashes.identity_hash <> labeled.wanted_hash, FALSE) AS is_mismatch, COALESCE(codes.identity_id = labeled.identity_id, FALSE) AS is_own_code
  FROM labeled
  LEFT JOIN ${dialect.table("int_identity_hash")} AS hashes ON hashes.identity_id = labeled.identity_id
  LEFT JOIN ${dialect.table("dim_referrer_code")} AS codes ON codes.referrer_code = labeled.referrer_code
  LEFT JOIN channels AS signed ON signed.label_key = labeled.signed_key
  LEFT JOIN channels AS opened ON opened.label_key = labeled.open_key`;
}

/** A replayed token lends its touch nothing: neither labels, nor the instant of the click, nor early visibility. */
function placedSql({ dialect, rules }: GoldOptions): string {
  const speaks = "proof_state IN ('proven', 'unconfirmed')";
  const label = (name: string): string => `CASE WHEN ${speaks} THEN signed_${name} WHEN is_open THEN open_${name} END AS ${name}`;
  const noInstant = `CAST(NULL AS ${dialect.type("bigint")})`;
  return `  SELECT told.*,
    CASE
      WHEN clicked_touch_us IS NOT NULL THEN clicked_touch_us
      WHEN is_partner OR names_partner THEN received_ts_us
      ELSE GREATEST(touch_ts_us, received_ts_us - ${integerLiteral(rules.graceUs)}) END AS visible_from_us,
    ${rules.checkoutGuard ? `CASE WHEN ${guardedSql(dialect, rules)} THEN GREATEST(received_ts_us, touch_ts_us) END` : noInstant} AS claimed_us,
    CASE WHEN open_names_partner THEN received_ts_us ELSE GREATEST(arrival_us, received_ts_us - ${integerLiteral(rules.graceUs)}) END AS open_visible_us,
    ${rules.checkoutGuard ? `CASE WHEN is_open AND (${paidForSql(dialect, rules, { names: "COALESCE(open_names_partner, FALSE)", source: "open_source" })}) THEN received_ts_us END` : noInstant} AS open_claimed_us
  FROM (
    SELECT judged.*, CASE WHEN COALESCE(${speaks}, FALSE) THEN clicked_us END AS clicked_touch_us,
      CASE WHEN COALESCE(${speaks}, FALSE) THEN COALESCE(clicked_us, arrival_us) ELSE arrival_us END AS touch_ts_us,
      CASE WHEN is_view THEN 'view_through' WHEN proof_state = 'proven' THEN 'proof' WHEN ${speaks} OR is_open THEN 'evidence' ELSE 'direct' END AS tier,
      ${["channel", "source", "medium", "campaign"].map(label).join(",\n      ")},
      COALESCE(CASE WHEN ${speaks} THEN signed_names_partner WHEN is_open THEN open_names_partner END, FALSE) AS names_partner
    FROM judged
  ) AS told`;
}

/** Claims that somebody else may drop on a buyer who is paying already; our own proven click is none. */
function guardedSql(dialect: Dialect, rules: GoldOptions["rules"]): string {
  const state = "COALESCE(proof_state, '')";
  return `channel IS NOT NULL AND (${state} IN ('proven', 'unconfirmed') AND partner IS NOT NULL OR NOT (${state} = 'proven' AND is_click) AND (${paidForSql(dialect, rules, { names: "names_partner", source: "source" })}))`;
}

/** True where labels name a partner or a source of coupons. */
function paidForSql(dialect: Dialect, { couponSources }: GoldOptions["rules"], { names, source }: { readonly names: string; readonly source: string }): string {
  return `${names} OR COALESCE(${dialect.matches(dialect.foldAscii(source), couponSourcePattern(couponSources))}, FALSE)`;
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
