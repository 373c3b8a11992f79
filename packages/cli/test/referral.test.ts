import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const start = Date.parse("2026-03-02T10:00:00Z");
const at = (days: number): string => new Date(start + days * 86_400_000).toISOString();
const run = (days: number, ...argv: readonly string[]): Promise<CommandRun> => runCommand(argv, { cwd: folder.path, nowUs: (start + days * 86_400_000) * 1000 });
const build = async (days: number): Promise<string> => (await run(days, "build", "--lake", "lake.duckdb", "--rules", "program.yaml", "--watermark", at(days))).stdout;
const list = async (days: number): Promise<{ readonly orderId: string; readonly state: string; readonly left: number; readonly debt: number; readonly waiting: string | null }[]> => {
  const { stdout } = await run(days, "referral", "list", "--lake", "lake.duckdb", "--json");
  const { awards } = JSON.parse(stdout) as { awards: { award: { orderId: string }; state: string; netMinor: number; debtMinor: number; waiting: { kind: string } | null }[] };
  return awards.map(({ award, state, netMinor, debtMinor, waiting }) => ({ orderId: award.orderId, state, left: netMinor, debt: debtMinor, waiting: waiting?.kind ?? null }));
};

beforeAll(async () => {
  folder.write("program.yaml", "referral: { currency: EUR, award_minor: 500, hold: 5d }\n");
  expect((await run(0, "token", "keygen", "--ring", "keys.json")).exitCode).toBe(0);
  const events: object[] = [{ event_name: "referral.invited", event_id: "i", event_ts: at(0), user_id: "ada", payload: { referrer_code: "ada7" } }];
  for (const buyer of ["bob", "cid", "dot"]) {
    const token = (await run(0, "token", "mint", "--ring", "keys.json", "--kind", "click", "--source", "friend", "--referrer-code", "ada7")).stdout.trim();
    events.push({ event_name: "landing.view", event_id: `l-${buyer}`, event_ts: at(0), user_id: buyer, click_token: token, payload: { confirmed: true } });
    events.push({ event_name: "order.created", event_id: `o-${buyer}`, event_ts: at(0.2), user_id: buyer, payload: { order_id: `o-${buyer}`, value_minor: 4000, currency: "EUR" } });
  }
  folder.write("events.ndjson", events.map((event) => JSON.stringify(event)).join("\n"));
  expect((await run(1, "ingest", "--from", "events.ndjson", "--keys", "keys.json", "--lake", "lake.duckdb")).exitCode).toBe(0);
});

describe("referral", () => {
  test("law: a decision is recorded once, followed by the next build, and kept by a ledger that is made again", async () => {
    expect((await run(1, "referral", "list", "--lake", "lake.duckdb")).stdout).toBe("no award yet; build with a referral program in --rules FILE makes them\n");
    expect(await build(1)).toContain("3 entries added to the referral ledger\n");
    const early = await run(1, "referral", "pay", "o-bob", "--lake", "lake.duckdb");
    expect([early.exitCode, early.stderr]).toEqual([2, "liftproof: o-bob: expected an approved award, got one that is held; build again when its hold is over\n"]);
    // Approved before the hold is over, and as often as somebody says so.
    expect((await run(2, "referral", "approve", "o-bob", "--lake", "lake.duckdb")).stdout).toBe(`o-bob: approve recorded\nthe first build with the referral program that reads until ${at(2)} or later adds it to the ledger; without --watermark it reads that far: liftproof build --lake lake.duckdb --rules FILE\n`);
    expect((await run(2.1, "referral", "approve", "o-bob", "--lake", "lake.duckdb")).stdout).toBe("o-bob: approve was recorded before; nothing recorded\n");
    expect((await run(2.1, "referral", "pay", "o-bob", "--lake", "lake.duckdb")).stderr).toBe("liftproof: o-bob: expected an approved award, got one with another decision that waits for a build; build first\n");
    await build(3);
    expect((await list(3)).map(({ orderId, state, waiting }) => [orderId, state, waiting])).toEqual([["o-bob", "approved", null], ["o-cid", "pending", null], ["o-dot", "pending", null]]);
    expect((await run(3, "referral", "approve", "o-bob", "--lake", "lake.duckdb")).stdout).toBe("o-bob: was approved before; nothing recorded\n");
    await build(6);

    expect(await run(7, "referral", "pay", "o-bob", "o-bob", "--lake", "lake.duckdb", "--note", "transfer 7")).toEqual({
      exitCode: 0,
      stdout: `o-bob: pay recorded\nthe first build with the referral program that reads until ${at(7)} or later adds it to the ledger; without --watermark it reads that far: liftproof build --lake lake.duckdb --rules FILE\n`,
      stderr: "",
    });
    expect((await run(7.1, "referral", "pay", "o-bob", "--lake", "lake.duckdb")).stdout).toBe("o-bob: pay was recorded before; nothing recorded\n");
    expect((await run(7.1, "referral", "void", "o-cid", "--lake", "lake.duckdb", "--json")).stdout).toBe(`${JSON.stringify({ kind: "void", atUs: (start + 7.1 * 86_400_000) * 1000, decided: [{ orderId: "o-cid", outcome: "recorded" }] })}\n`);
    expect((await list(7)).map(({ orderId, state, waiting }) => [orderId, state, waiting])).toEqual([["o-bob", "approved", "pay"], ["o-cid", "approved", "void"], ["o-dot", "approved", null]]);
    expect(await build(8)).toContain("\nreferral awards: 0.00 pending, 5.00 approved, 5.00 paid and 0.00 of it owed back, in EUR\n");
    const standing = [
      { orderId: "o-bob", state: "paid", left: 500, debt: 0, waiting: null },
      { orderId: "o-cid", state: "void", left: 0, debt: 0, waiting: null },
      { orderId: "o-dot", state: "approved", left: 500, debt: 0, waiting: null },
    ];
    expect(await list(8)).toEqual(standing);
    expect((await run(9, "referral", "pay", "o-bob", "--lake", "lake.duckdb")).stdout).toBe("o-bob: was paid before; nothing recorded\n");

    const lake = await openDuckDb({ path: join(folder.path, "lake.duckdb") });
    const ledger = `SELECT entry_id, amount_minor, "at"::VARCHAR AS at FROM lake.fact_attribution_referral ORDER BY entry_id`;
    const before = await lake.all(ledger);
    await lake.run("DELETE FROM lake.fact_attribution_referral");
    await lake.close();
    await build(8);
    const again = await openDuckDb({ path: join(folder.path, "lake.duckdb") });
    expect(await again.all(ledger)).toEqual(before);
    await again.close();
    expect((await run(8, "report", "--lake", "lake.duckdb", "--out", "report.html")).exitCode).toBe(0);
    expect(readFileSync(join(folder.path, "report.html"), "utf8")).toMatch(/Referral awards.*<dt>paid<\/dt><dd>5\.00 EUR<.*<th scope="row">void<\/th>/su);
    expect(await list(8)).toEqual(standing);
  });

  test("edge: one decision that may not be made keeps the others from being recorded, and says why", async () => {
    const { exitCode, stdout, stderr } = await run(9, "referral", "void", "o-dot", "o-bob", "o-eve", "--lake", "lake.duckdb");
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toBe(
      "liftproof: o-bob: expected an award that is pending or approved, got one that was paid; a payment is never edited, and what a refund takes back becomes debt\n" +
        "liftproof: o-eve: expected an order with an award in lake.duckdb, got an order without one; liftproof referral list tells them\n",
    );
    expect((await run(9, "referral", "pay", "o-cid", "--lake", "lake.duckdb")).stderr).toBe("liftproof: o-cid: expected an approved award, got one that is void; nothing is left to pay\n");
    expect((await run(9, "referral", "pay", "o-dot", "--lake", "lake.duckdb", "--at", at(1))).stderr).toBe("liftproof: o-dot: expected an approved award, got one that was not there at --at; give an instant after its approval\n");
    expect((await run(9, "referral", "pay", "o-dot", "--lake", "lake.duckdb", "--at", at(10))).stderr).toMatch(/^liftproof: --at: expected an instant that has passed/u);
    expect((await run(9, "referral", "approve", "o-bob", "o-cid", "--lake", "lake.duckdb")).stderr).toBe(
      "liftproof: o-bob: expected an award that is pending, got one that was paid; a payment is never edited, and what a refund takes back becomes debt\n" +
        "liftproof: o-cid: expected an award that is pending, got one that is void; nothing is left to approve\n",
    );
    expect((await list(9)).at(-1)).toMatchObject({ orderId: "o-dot", waiting: null });
    expect((await run(9, "referral", "list", "--lake", "lake.duckdb")).stdout).toBe(`3 awards in EUR: 0.00 pending, 5.00 approved and to be paid, 5.00 paid, 0.00 of it owed back

order  referrer  buyer     awarded  state     award  left  paid  debt  currency
o-bob  u:ada     u:bob  2026-03-02  paid       5.00  5.00  5.00  0.00  EUR
o-cid  u:ada     u:cid  2026-03-02  void       5.00  0.00  0.00  0.00  EUR
o-dot  u:ada     u:dot  2026-03-02  approved   5.00  5.00  0.00  0.00  EUR
`);
    expect((await run(9, "referral", "list", "--lake", "lake.duckdb", "--state", "pending")).stdout).toBe("none of 3 awards is pending\n");
    expect((await run(9, "referral", "list", "--lake", "lake.duckdb", "--state", "open")).exitCode).toBe(2);
  });

  test("example: a decision of today takes effect in the next build though the last event is old", async () => {
    expect((await run(400, "referral", "pay", "o-dot", "--lake", "lake.duckdb")).exitCode).toBe(0);
    const usual = async (): Promise<string> => (await run(401, "build", "--lake", "lake.duckdb", "--rules", "program.yaml")).stdout;
    expect(await usual()).toContain(`received until ${at(400)}\n`);
    const paid = await list(401);
    expect(paid.at(-1)).toEqual({ orderId: "o-dot", state: "paid", left: 500, debt: 0, waiting: null });
    expect([await usual(), await list(401)]).toEqual([expect.stringContaining(`received until ${at(400)}\n`), paid]);
  });
});
