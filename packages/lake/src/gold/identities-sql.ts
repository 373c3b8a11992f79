import { integerLiteral } from "../sql/quote.ts";
import { dimIdentityTable } from "../tables/gold-tables.ts";
import type { GoldOptions } from "./gold-options.ts";
import { identityLinksSql } from "./identity-links-sql.ts";
import { insertInto } from "./insert-into.ts";

/** What decides who is who. */
export type IdentityQuery = Pick<GoldOptions, "dialect" | "watermarkUs"> & {
  /** Accounts that are one person are found where at most 2^rounds merges lie between them. Default 4, so sixteen. */
  readonly rounds?: number;
};

/**
 * The rows of `lake.dim_identity`: the same meaning as `resolveIdentities` of @liftproof/events, for engines that have no walk over connected
 * accounts. Reach is squared in each round, so it doubles; a chain of more merges than that stays in pieces.
 */
export function identitiesQuery(options: IdentityQuery): string {
  const { rounds = 4 } = options;
  const squared = Array.from({ length: rounds }, (_, round) => `reach_${round + 1} AS (\n  SELECT DISTINCT l.a, r.b FROM reach_${round} AS l JOIN reach_${round} AS r ON r.a = l.b\n)`);
  return `WITH ${[
    `linked AS (\n${identityLinksSql(options.dialect, options.watermarkUs).links}\n)`,
    `merges AS (\n  SELECT from_user_id, to_user_id, received_ts_us FROM linked WHERE ${isMerge}\n)`,
    `mentioned AS (\n${mentionedSql()}\n)`,
    `seen AS (\n${seenSql(options)}\n)`,
    `reach_0 AS (\n${edgesSql()}\n)`,
    ...squared,
    `named AS (\n${namedSql(rounds)}\n)`,
    `owned AS (\n${ownedSql()}\n)`,
  ].join(",\n")}
SELECT anon_id, CAST(NULL AS ${options.dialect.type("string")}), identity_id, CASE WHEN previous IS NOT NULL THEN link_ts_us END, LEAD(link_ts_us) OVER (PARTITION BY anon_id ORDER BY link_ts_us)
FROM (SELECT owned.*, LAG(identity_id) OVER (PARTITION BY anon_id ORDER BY link_ts_us) AS previous FROM owned) AS turns
WHERE previous IS NULL OR previous <> identity_id
UNION ALL
SELECT NULL, s.user_id, 'u:' || COALESCE(n.name, s.user_id), NULL, NULL FROM seen AS s LEFT JOIN named AS n ON n.user_id = s.user_id`;
}

/** Fills `lake.dim_identity`, which must be empty. */
export function identitiesSql(options: IdentityQuery): string {
  return insertInto(options.dialect, dimIdentityTable, identitiesQuery(options));
}

const isAnonymous = "anon_id IS NOT NULL AND user_id IS NOT NULL";
const isMerge = `NOT (${isAnonymous}) AND from_user_id IS NOT NULL AND to_user_id IS NOT NULL`;

function mentionedSql(): string {
  return `  SELECT user_id, received_ts_us FROM linked WHERE ${isAnonymous}
  UNION ALL SELECT from_user_id, received_ts_us FROM merges
  UNION ALL SELECT to_user_id, received_ts_us FROM merges`;
}

/** When each user that a link names was first received, in any event. */
function seenSql({ dialect, watermarkUs }: IdentityQuery): string {
  return `  SELECT user_id, MIN(received_ts_us) AS first_us
  FROM (
    SELECT user_id, received_ts_us FROM mentioned
    UNION ALL
    SELECT e.user_id, e.received_ts_us FROM ${dialect.table("events")} AS e WHERE e.received_ts_us <= ${integerLiteral(watermarkUs)} AND e.user_id IN (SELECT user_id FROM mentioned)
  ) AS met
  GROUP BY user_id`;
}

function edgesSql(): string {
  return `  SELECT from_user_id AS a, to_user_id AS b FROM merges
  UNION SELECT to_user_id, from_user_id FROM merges
  UNION SELECT from_user_id, from_user_id FROM merges
  UNION SELECT to_user_id, to_user_id FROM merges`;
}

/** Whoever of a person's accounts was seen first names them all. */
function namedSql(rounds: number): string {
  return `  SELECT user_id, name
  FROM (
    SELECT r.a AS user_id, r.b AS name, row_number() OVER (PARTITION BY r.a ORDER BY s.first_us, r.b) AS place FROM reach_${rounds} AS r JOIN seen AS s ON s.user_id = r.b
  ) AS ranked
  WHERE place = 1`;
}

/** Of links of an anonymous id at one instant the last by receipt and event id stands. */
function ownedSql(): string {
  return `  SELECT anon_id, link_ts_us, identity_id
  FROM (
    SELECT l.anon_id, l.link_ts_us, 'u:' || COALESCE(n.name, l.user_id) AS identity_id,
      row_number() OVER (PARTITION BY l.anon_id, l.link_ts_us ORDER BY l.received_ts_us DESC, l.event_id DESC, l.user_id DESC) AS place
    FROM linked AS l LEFT JOIN named AS n ON n.user_id = l.user_id WHERE l.anon_id IS NOT NULL AND l.user_id IS NOT NULL
  ) AS ranked
  WHERE place = 1`;
}
