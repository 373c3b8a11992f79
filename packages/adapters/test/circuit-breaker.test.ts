import { attributionRules } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import { expect, test } from "vitest";
import { seededRandom } from "./support/random.ts";
import { randomRows } from "./support/random-rows.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const hour = 3_600_000_000;
const startUs = Date.UTC(2026, 5, 1) * 1000;
const [blank] = randomRows(seededRandom(1), { events: 1, people: 1, days: 1 });

function landing(eventId: string, receivedTsUs: number, changes: Partial<SilverRow>): SilverRow {
  if (blank === undefined) throw new Error("expected a row");
  const nothing = { userId: null, utmSource: null, utmMedium: null, utmCampaign: null, referrerHost: null, clickIdKind: null, clickToken: null, clickKind: null, clickNonce: null, clickIssuedUs: null, referrerCode: null };
  return {
    ...blank, ...nothing, eventId, eventName: "landing.view", eventTsUs: receivedTsUs, receivedTsUs, clockSkewUs: null, anonId: eventId,
    tokenStatus: "missing", clickClaims: {}, labels: {}, payload: {}, eventDt: new Date(receivedTsUs / 1000).toISOString().slice(0, 10), ...changes,
  };
}

test("example: a rotation that went wrong lowers its key, and claims that only it could prove are let through until it works again", async () => {
  const signed = (status: "verified" | "bad_signature"): Partial<SilverRow> => ({
    tokenStatus: status, clickToken: "t", clickKind: status === "verified" ? "link" : null, clickIssuedUs: null, clickClaims: { key_id: "k1" },
  });
  const rows = Array.from({ length: 27 }, (_, at) => {
    const verified = at === 24 ? 5 : 120;
    const receivedAt = startUs + at * hour;
    return [
      ...Array.from({ length: 120 }, (__, place) => landing(`token ${at} ${place}`, receivedAt + place, signed(place < verified ? "verified" : "bad_signature"))),
      landing(`claim ${at}`, receivedAt + 1000, { utmCampaign: "spring" }),
    ];
  }).flat();
  const root = temporaryFolder();
  writeObject(root, rows.map(lineOf));
  const lake = await openLake({ threads: 2 });
  await ingestBronze({ lake, bronzeRoot: root });
  const watermarkUs = startUs + 27 * hour;
  await buildLake({ lake, rules: attributionRules({ requireProof: [{ campaign: "spring", keyIds: ["k1"] }] }), watermarkUs });
  expect(await lake.all("SELECT * FROM lake.token_mode_log ORDER BY at_us")).toEqual([
    { key_id: "k1", mode: "report", at_us: BigInt(startUs + 25 * hour), verified: 5n, usual_verified: 120, refused: 115n, tokens: 120n },
    { key_id: "k1", mode: "enforce", at_us: BigInt(startUs + 26 * hour), verified: 120n, usual_verified: 120, refused: 0n, tokens: 120n },
  ]);
  const claims = await lake.all("SELECT event_id, rejection FROM lake.int_touches WHERE event_id LIKE 'claim%' ORDER BY received_ts_us");
  expect(claims.map(({ rejection }) => rejection)).toEqual(Array.from({ length: 27 }, (_, at) => (at === 25 ? null : "unproven_claim")));
  await lake.close();
});
