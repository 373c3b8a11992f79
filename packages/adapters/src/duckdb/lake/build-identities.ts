import type { EpochMicros, IdentityLink } from "@liftproof/events";
import { resolveIdentities } from "@liftproof/events";
import { dialects, identityLinksSql } from "@liftproof/lake";
import type { SqlValue } from "../sql-value.ts";
import { appendRows } from "./append-rows.ts";
import type { Lake } from "./open-lake.ts";

/** Fills `lake.dim_identity` as of the watermark. Memory grows with the number of links, not of events. */
export async function buildIdentities(lake: Lake, watermarkUs: EpochMicros): Promise<void> {
  const sql = identityLinksSql(dialects.duckdb, watermarkUs);
  const firstSeen = new Map<string, EpochMicros>();
  for await (const rows of lake.stream(sql.firstSeen)) {
    for (const [userId, receivedTsUs] of rows) firstSeen.set(String(userId), Number(receivedTsUs));
  }
  const links: IdentityLink[] = [];
  for await (const rows of lake.stream(sql.links)) {
    for (const row of rows) {
      const link = linkOf(row);
      if (link !== null) links.push(link);
    }
  }
  const { intervals, users } = resolveIdentities(links, { watermarkUs, firstSeen });
  await appendRows(lake, "dim_identity", [
    ...intervals.map(({ anonId, identityId, validFromUs, validToUs }) => [anonId, null, identityId, validFromUs, validToUs]),
    ...users.map(({ userId, identityId }) => [null, userId, identityId, null, null]),
  ]);
}

function linkOf([anonId, userId, fromUserId, toUserId, linkTsUs, receivedTsUs, eventId]: readonly SqlValue[]): IdentityLink | null {
  const moment = { linkTsUs: Number(linkTsUs), receivedTsUs: Number(receivedTsUs), eventId: String(eventId) };
  if (typeof anonId === "string" && typeof userId === "string") return { anonId, userId, ...moment };
  if (typeof fromUserId === "string" && typeof toUserId === "string") return { fromUserId, toUserId, ...moment };
  return null;
}
