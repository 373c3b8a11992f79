import { advanceReferralLedger, attributionRules, awardStandings, judgeProof, orderOf, paymentOf, referralClickOf, referralRules, refundOf, touchOf } from "@liftproof/attribution";
import type { ReferralEntry, ReferralRules } from "@liftproof/attribution";
import type { SilverRow } from "@liftproof/events";
import { describe, expect, test } from "vitest";
import { buildLake, ingestBronze, openLake, readReferralEntries } from "@liftproof/adapters/duckdb";
import type { BuildOptions, BuildReport, Lake } from "@liftproof/adapters/duckdb";
import { seededRandom } from "./support/random.ts";
import { startUs } from "./support/random-rows.ts";
import { eventRow, invitation, orderRow, referralStory, referralVisit } from "./support/referral-story.ts";
import { temporaryFolder } from "./support/temporary-folder.ts";
import { lineOf, writeObject } from "./support/write-objects.ts";

const day = 86_400_000_000;
const rules = attributionRules({});
const referral = referralRules({ award: { kind: "share", basisPoints: 1_000, capMinor: 5_000 }, currency: "EUR", holdUs: 5 * day });

async function lakeOf(rows: readonly SilverRow[]): Promise<Lake> {
  const lake = await openLake({ threads: 1 });
  await add(lake, rows);
  return lake;
}

async function add(lake: Lake, rows: readonly SilverRow[]): Promise<void> {
  const root = temporaryFolder();
  writeObject(root, rows.map(lineOf));
  await ingestBronze({ lake, bronzeRoot: root });
}

const build = (lake: Lake, changes: Partial<BuildOptions> = {}): Promise<BuildReport> => buildLake({ lake, rules, referral, ...changes });
const sorted = (entries: readonly ReferralEntry[]): readonly ReferralEntry[] => entries.toSorted((a, b) => (a.entryId < b.entryId ? -1 : 1));
const short = (entries: readonly ReferralEntry[]): readonly string[] => sorted(entries).map(({ entryId, amountMinor, reason }) => `${entryId} ${amountMinor} ${reason}`);

/** What a run adds to the ledger of rows, without SQL. */
function addedTo(entries: readonly ReferralEntry[], rows: readonly SilverRow[], { inForce, watermarkUs }: { readonly inForce: ReferralRules; readonly watermarkUs: number }): readonly ReferralEntry[] {
  const received = rows.filter(({ receivedTsUs }) => receivedTsUs <= watermarkUs);
  const owned = received.map((row) => ({ row, identityId: `u:${row.userId}` }));
  const touches = owned.flatMap(({ row, identityId }) => touchOf(row, identityId, rules) ?? []);
  const clicks = judgeProof(touches, rules, { referrerOf: (code) => code.replace("code-", "u:") }).flatMap((judged) => referralClickOf(judged, (code) => code.replace("code-", "u:")) ?? []);
  return advanceReferralLedger({
    entries,
    clicks,
    orders: owned.flatMap(({ row, identityId }) => orderOf(row, identityId) ?? []),
    refunds: received.flatMap((row) => refundOf(row) ?? []),
    decisions: received.flatMap((row) => paymentOf(row) ?? []),
    rules: inForce,
    watermarkUs,
  }).added;
}

async function standings(lake: Lake): Promise<readonly unknown[]> {
  const rows = await lake.all("SELECT award_entry_id, state, award_minor, net_minor, paid_minor, debt_minor FROM lake.fact_attribution_referral_state ORDER BY award_entry_id");
  return rows.map((row) => Object.values(row).map((value) => (typeof value === "bigint" ? Number(value) : value)));
}

describe("the referral ledger of the lake", () => {
  test("law: any schedule of builds on facts in their order gives the entries of the TypeScript ledger, and a build with nothing new adds nothing", async () => {
    const kinds = new Set<string>();
    for (const seed of [1, 2]) {
      const random = seededRandom(seed);
      const rows = referralStory(random, 140);
      const inForce = { ...referral, newCustomersOnly: seed === 1, oncePerReferee: seed === 2 };
      const endUs = Math.max(...rows.map(({ receivedTsUs }) => receivedTsUs)) + 10 * day;
      const lake = await lakeOf(rows);
      for (const watermarkUs of [...Array.from({ length: 2 }, () => startUs + random.below(endUs - startUs)).sort((a, b) => a - b), endUs]) {
        await build(lake, { referral: inForce, watermarkUs });
        expect(sorted(await readReferralEntries(lake))).toEqual(sorted(addedTo([], rows, { inForce, watermarkUs })));
      }
      const entries = await readReferralEntries(lake);
      expect(await build(lake, { referral: inForce, watermarkUs: endUs })).toMatchObject({ referrals: { added: 0 } });
      expect(await readReferralEntries(lake)).toEqual(entries);

      const expected = awardStandings(entries, endUs).map(({ award, state, netMinor, paidMinor, debtMinor }) => [award.entryId, state, award.amountMinor, netMinor, paidMinor, debtMinor]);
      expect(await standings(lake)).toEqual(expected.sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
      for (const [, state] of expected) kinds.add(String(state));
      for (const { kind } of entries) kinds.add(kind);
      await lake.close();
    }
    expect([...kinds]).toEqual(expect.arrayContaining(["award", "clawback", "approve", "pay", "approved", "paid", "clawed_back"]));
  });

  test("law: when events come late, every build adds to the lake what TypeScript adds to the same ledger", async () => {
    const random = seededRandom(48);
    const rows = referralStory(random, 200, [0, 0, 0, 3 * day, 12 * day]);
    const inForce = { ...referral, newCustomersOnly: false };
    const endUs = Math.max(...rows.map(({ receivedTsUs }) => receivedTsUs)) + 10 * day;
    const lake = await lakeOf(rows);
    let entries: readonly ReferralEntry[] = [];
    for (const share of [0.3, 0.5, 0.8, 1]) {
      const watermarkUs = Math.floor(startUs + (endUs - startUs) * share);
      const added = addedTo(entries, rows, { inForce, watermarkUs });
      expect((await build(lake, { referral: inForce, watermarkUs })).referrals?.added).toBe(added.length);
      entries = [...entries, ...added];
      expect(sorted(await readReferralEntries(lake))).toEqual(sorted(entries));
    }
    // Late enough to matter: one run at the end would have said something else.
    expect(sorted(entries)).not.toEqual(sorted(addedTo([], rows, { inForce, watermarkUs: endUs })));
    await lake.close();
  });

  test("example: accounts that turn out to be one person are clawed back, also behind an anonymous id, and payment becomes debt", async () => {
    const bought = startUs + 2 * day;
    const lake = await lakeOf([
      invitation("ada"),
      referralVisit({ userId: "bob", code: "code-ada", atUs: startUs + day }),
      orderRow("o1", { userId: "bob", eventTsUs: bought }),
      referralVisit({ userId: null, anonId: "phone", code: "code-ada", atUs: startUs + day }),
      orderRow("o2", { anonId: "phone", eventTsUs: bought }),
      referralVisit({ userId: null, anonId: "tablet", code: "code-ada", atUs: startUs + day }),
      orderRow("o3", { anonId: "tablet", eventTsUs: bought }),
      eventRow({ eventId: "paid", eventName: "payout.paid", eventTsUs: bought + 6 * day, userId: "ada", payload: { payout_id: "p1", award_entry_id: "award:o1:" } }),
    ]);
    await build(lake);
    expect(short(await readReferralEntries(lake))).toEqual([
      "approve:o1: 0 hold_over", "approve:o2: 0 hold_over", "approve:o3: 0 hold_over", "award:o1: 1000 referral", "award:o2: 1000 referral", "award:o3: 1000 referral", "pay:o1: 1000 decision",
    ]);
    const published = await readReferralEntries(lake);
    // Two accounts of one person, her own phone, and a tablet that is somebody else's.
    const link = (eventId: string, payload: Record<string, string>): SilverRow => eventRow({ eventId, eventName: "identity.link", eventTsUs: bought + 7 * day, anonId: "x", payload });
    await add(lake, [
      link("merge", { from_user_id: "bob", to_user_id: "ada" }),
      link("phone", { anon_id: "phone", user_id: "ada" }),
      link("tablet", { anon_id: "tablet", user_id: "cid" }),
    ]);
    const { referrals } = await build(lake);
    const entries = await readReferralEntries(lake);
    expect(referrals?.added).toBe(2);
    expect(entries).toEqual(expect.arrayContaining([...published]));
    expect(short(entries).filter((entry) => entry.startsWith("clawback"))).toEqual(["clawback:o1: -1000 self_referral", "clawback:o2: -1000 self_referral"]);
    expect(await standings(lake)).toEqual([["award:o1:", "paid", 1000, 0, 1000, 1000], ["award:o2:", "clawed_back", 1000, 0, 0, 0], ["award:o3:", "approved", 1000, 1000, 0, 0]]);
    expect((await build(lake)).referrals?.added).toBe(0);
    await lake.close();
  });

  test("edge: what was decided and what earned nothing is told; no program, a look back and a stopped build leave the ledger as it is", async () => {
    const rows = [
      invitation("ada"),
      referralVisit({ userId: "bob", code: "code-ada", atUs: startUs + day }),
      orderRow("o1", { userId: "bob", eventTsUs: startUs + 2 * day }),
      orderRow("o2", { userId: "bob", eventTsUs: startUs + 3 * day }),
    ];
    const lake = await lakeOf(rows);
    expect((await build(lake, { watermarkUs: startUs + day })).referrals).toEqual({ added: 0, unawarded: [], refused: [] });
    const stopped = build(lake, {
      onProgress: ({ done, total }) => {
        if (done === total - 1) throw new RangeError("stopped here");
      },
    });
    await expect(stopped).rejects.toThrow("stopped here");
    expect(await readReferralEntries(lake)).toEqual([]);
    const decision = { kind: "void", orderId: "o1", atUs: startUs + 3 * day } as const;
    const unknown = { kind: "pay", orderId: "o9", atUs: startUs } as const;
    expect((await build(lake, { referralDecisions: [decision, unknown] })).referrals).toEqual({ added: 2, unawarded: [{ orderId: "o2", reason: "not_a_new_customer" }], refused: [unknown] });
    expect(short(await readReferralEntries(lake))).toEqual(["award:o1: 1000 referral", "void:o1: -1000 decision"]);
    expect((await build(lake, { watermarkUs: startUs + 2 * day })).referrals).toBeNull();
    const { referrals } = await buildLake({ lake, rules });
    expect(referrals).toBeNull();
    expect(short(await readReferralEntries(lake))).toEqual(["award:o1: 1000 referral", "void:o1: -1000 decision"]);
    await lake.close();
  });
});
