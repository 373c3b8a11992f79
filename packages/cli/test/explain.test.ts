import { join } from "node:path";
import { buildLake, ingestBronze, openDuckDb, openLake } from "@liftproof/adapters/duckdb";
import type { DuckDb } from "@liftproof/adapters/duckdb";
import { attributeOrders, attributionRules, explainOrder, factColumns } from "@liftproof/attribution";
import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";
import { simulateMarketplace, simulatedKeyRing } from "@liftproof/simulator";
import { beforeAll, describe, expect, test } from "vitest";
import { playIntoBronze } from "../src/demo/play-into-bronze.ts";
import { lakeJourney } from "../src/explain/lake-journey.ts";
import { readRules } from "../src/input/read-rules.ts";
import { processIo } from "../src/process-io.ts";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const run = (...argv: readonly string[]): Promise<CommandRun> => runCommand(argv, { cwd: folder.path });
const startUs = Date.UTC(2026, 8, 7) * 1000;
const strictRules = `lookback: 30d
require_proof: [{ campaign: search_brand }, { partner: dealfinder }]
fraud: { windows: [{ within: 14d, at_most: 1 }] }
distrust: [{ key: 1, from: 2026-09-20T00:00:00Z }]
`;

beforeAll(async () => {
  // The marketplace of a small demo, without its experiments and report.
  const { mint, verify } = createTokenService(loadKeyRing(simulatedKeyRing(startUs)));
  const root = join(folder.path, "demo/bronze");
  await playIntoBronze(simulateMarketplace({ users: 100, seed: 3, mint, startUs }), { root, verify, onShare: () => {} });
  const lake = await openLake({ path: join(folder.path, "demo/lake.duckdb") });
  await ingestBronze({ lake, bronzeRoot: root });
  await buildLake({ lake, rules: attributionRules() });
  await lake.close();
  folder.write("strict.yaml", strictRules);
});

async function withLake<Result>(use: (lake: DuckDb) => Promise<Result>): Promise<Result> {
  const lake = await openDuckDb({ path: join(folder.path, "demo/lake.duckdb"), readOnly: true });
  try {
    return await use(lake);
  } finally {
    await lake.close();
  }
}

const context = { io: { ...processIo(), cwd: folder.path }, finish: () => {} };
const columns = factColumns.map(({ column, type }) => `${type === "timestamp" ? `epoch_us(${column})` : column} AS ${column}`).join(", ");

describe("explain, from a lake", () => {
  test.each([["the usual rules", undefined], ["strict rules", "strict.yaml"]])("law: under %s the explanation of every order gives its row, and its candidates alone give the winner again", async (_, file) => {
    if (file !== undefined) expect((await run("build", "--lake", "demo/lake.duckdb", "--rules", file)).exitCode).toBe(0);
    const rules = attributionRules(file === undefined ? {} : await readRules(context, file));
    await withLake(async (lake) => {
      const facts = await lake.all(`SELECT ${columns} FROM lake.fact_attribution_checkout ORDER BY order_id`);
      expect(facts.length).toBeGreaterThan(20);
      const seen = new Set<string>();
      for (const row of facts) {
        const orderId = String(row["order_id"]);
        const journey = await lakeJourney(lake, orderId, rules);
        const explanation = journey === undefined ? undefined : explainOrder(journey.input, orderId);
        if (journey === undefined || explanation === undefined) throw new Error(`no explanation of ${orderId}`);
        const stored = Object.fromEntries(factColumns.map(({ column, field }) => [field, typeof row[column] === "bigint" ? Number(row[column]) : row[column]]));
        expect(explanation.fact).toEqual(stored);
        const read = [...journey.input.touches];
        const nonces = new Set(read.flatMap(({ identityId, token }) => (identityId === explanation.fact.identityId ? (token?.nonce ?? []) : [])));
        const strangers = read.filter(({ identityId, token }) => identityId !== explanation.fact.identityId && !nonces.has(token?.nonce ?? ""));
        if (rules.fraud === null) expect(strangers).toEqual([]);
        const candidates = explanation.touches.filter(({ fate }) => ["won", "runner_up", "lower_tier", "earlier"].includes(fate));
        const [replayed] = attributeOrders({ ...journey.input, touches: candidates.map(({ judged }) => judged.touch) }).filter((fact) => fact.orderId === orderId);
        expect([orderId, replayed?.winningEventId, candidates.length]).toEqual([orderId, row["winning_event_id"], Number(row["candidates"])]);
        for (const { fate } of explanation.touches) seen.add(fate);
      }
      for (const fate of file === undefined ? ["won", "runner_up", "before_lookback"] : ["won", "too_fast", "unproven_claim"]) expect([...seen]).toContain(fate);
    });
  });

  test("example: for machines, and other rules than those of the build are said", async () => {
    const [row] = await withLake((lake) => lake.all("SELECT order_id, channel, runner_up_event_id FROM lake.fact_attribution_checkout WHERE runner_up_event_id IS NOT NULL ORDER BY order_id LIMIT 1"));
    const order = String(row?.["order_id"]);
    const same = await run("explain", "--lake", "demo/lake.duckdb", "--order", order, "--rules", "strict.yaml", "--json");
    expect([same.exitCode, same.stderr]).toEqual([0, ""]);
    expect(JSON.parse(same.stdout)).toMatchObject({ orderId: order, channel: row?.["channel"], runnerUp: { eventId: row?.["runner_up_event_id"], verdict: "runner-up" }, lake: { channel: row?.["channel"] } });
    const other = await run("explain", "--lake", "demo/lake.duckdb", "--order", order);
    expect(other.exitCode).toBe(0);
    expect(other.stderr).toMatch(/^note: --rules: expected the rules of the lake's latest build \([0-9a-f]{16}\), got others \([0-9a-f]{16}\); the lake says /u);
  });

  test("edge: an order that is not there", async () => {
    const { exitCode, stderr } = await run("explain", "--lake", "demo/lake.duckdb", "--order", "nobody's");
    expect([exitCode, stderr]).toEqual([2, 'liftproof: --order: expected an order of demo/lake.duckdb, got "nobody\'s", which it does not hold; check the id\n']);
  });
});

describe("explain, from files", () => {
  const files = ["--identity", "who", "--time", "at", "--channel", "channel", "--event-id", "id", "--orders", "orders.csv", "--order-id", "order", "--order-time", "at", "--order-value", "value"];
  const touches = `id,who,at,channel,status
t1,ann,2026-03-01T10:00:00Z,Email,verified
t2,ann,2026-03-02T10:00:00Z,Paid Social,missing
t3,ann,2026-03-03T10:00:00Z,Paid Search,bad_signature
t4,ann,2026-03-03T12:00:00Z,direct,
t5,ann,2026-02-01T10:00:00Z,Affiliates,
t6,ann,2026-03-09T10:00:00Z,Email,
`;

  test("example: every touch and what became of it", async () => {
    folder.write("touches.csv", touches);
    folder.write("orders.csv", "order,who,at,value\no1,ann,2026-03-03T14:30:00Z,49.90\n");
    const { exitCode, stdout, stderr } = await run("explain", "touches.csv", "--order", "o1", "--click-status", "status", ...files);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toBe(`order o1: 2026-03-03T14:30:00.000Z, 49.90 EUR, final

channel        Email
why            a proven click outranks every claim, later ones too
decided by     the tier: proof outranks evidence, evidence an impression, and an impression a direct visit
winner         touch t1, Email, proof, 2 d 4 h before the order
runner-up      touch t3, Paid Search, evidence, 4 h 30 min before the order
without proof  touch t3, Paid Search

6 touches of this person, the latest first
touch  channel      tier                      before the order  verdict     why
t6     Email        evidence                         -5 d 19 h  eliminated  after the order
t4     direct       direct                          2 h 30 min  outranked   of a lower tier than the winner
t3     Paid Search  evidence (bad_signature)        4 h 30 min  runner-up   would have won without the winning touch
t2     Paid Social  evidence                           1 d 4 h  outranked   of a lower tier than the winner
t1     Email        proof                              2 d 4 h  won         the greatest by tier, then instant, receipt and id
t5     Affiliates   evidence                          30 d 4 h  eliminated  older than the lookback
`);
  });

  test.each([
    ["time", "t1,ann,2026-03-01T10:00:00Z,A\nt2,ann,2026-03-01T11:00:00Z,B\n", "t2", "t1"],
    ["event_id", "t1,ann,2026-03-01T10:00:00Z,A\nt2,ann,2026-03-01T10:00:00Z,B\n", "t2", "t1"],
    ["only_candidate", "t1,ann,2026-03-01T10:00:00Z,A\n", "t1", undefined],
    ["no_candidate", "t1,bob,2026-03-01T10:00:00Z,A\n", undefined, undefined],
    ["tier", "t1,ann,2026-03-01T10:00:00Z,A\nt2,ann,2026-03-01T10:00:00Z,direct\n", "t1", "t2"],
  ])("edge: decided by %s", async (rule, rows, winner, runnerUp) => {
    folder.write("few.csv", `id,who,at,channel\n${rows}`);
    folder.write("orders.csv", "order,who,at,value\no1,ann,2026-03-03T14:30:00Z,5\n");
    const { stdout } = await run("explain", "few.csv", "--order", "o1", "--json", ...files);
    const story = JSON.parse(stdout) as { decidedBy: string; winner: { eventId: string } | null; runnerUp: { eventId: string } | null };
    expect([story.decidedBy, story.winner?.eventId, story.runnerUp?.eventId]).toEqual([rule, winner, runnerUp]);
  });

  test("edge: of three touches at one instant none is called earlier", async () => {
    folder.write("three.csv", `id,who,at,channel\n${["t1", "t2", "t3"].map((id) => `${id},ann,2026-03-01T10:00:00Z,A\n`).join("")}t0,ann,2026-03-01T09:00:00Z,A\n`);
    folder.write("orders.csv", "order,who,at,value\no1,ann,2026-03-03T14:30:00Z,5\n");
    const { stdout } = await run("explain", "three.csv", "--order", "o1", "--json", ...files);
    const why = (JSON.parse(stdout) as { touches: { eventId: string; why: string }[] }).touches.map((touch) => [touch.eventId, touch.why]);
    expect(why.slice(2)).toEqual([["t1", "of no higher tier than the winner and of its instant, but received earlier or of a lesser id"], ["t0", "of no higher tier than the winner, and earlier"]]);
  });
});
