import { readFileSync } from "node:fs";
import { join } from "node:path";
import { openDuckDb, readCells } from "@liftproof/adapters/duckdb";
import { beforeAll, describe, expect, test } from "vitest";
import { runCommand } from "../run-command.ts";
import { temporaryFolder } from "../temporary-folder.ts";
import { dataFolder, hasData } from "./data-folder.ts";
import oracle from "./oracle/access-log.json" with { type: "json" };

/** The method stands for the campaign, and the user agent for the device. */
const log = join(dataFolder, "access-log/access_log.csv.gz");
const folder = temporaryFolder();

interface Request {
  readonly line: string;
  readonly visitor: string;
  readonly time: string;
  readonly referrer: string | null;
}

async function requests(): Promise<readonly Request[]> {
  const duckDb = await openDuckDb();
  const found: Request[] = [];
  try {
    await readCells(duckDb, { path: log, columns: ["line", "visitor", "time", "referrer"] }, ([line = null, visitor = null, time = null, referrer = null]) => {
      found.push({ line: line ?? "", visitor: visitor ?? "", time: time ?? "", referrer });
    });
  } finally {
    await duckDb.close();
  }
  return found;
}

describe.skipIf(!hasData("access-log"))("ten thousand lines of a real server's log", () => {
  let all: readonly Request[] = [];
  beforeAll(async () => {
    all = await requests();
  });

  test("vector: referrers from outside are touches, and hosts of public lists stand under search and social", async () => {
    const events = all.map(({ line, visitor, time, referrer }) => ({ event_name: "page.view", event_id: `line-${line}`, event_ts: time, anon_id: visitor, ...(referrer === null ? {} : { referrer }), payload: {} }));
    const [last] = events.slice(-1);
    const order = { event_name: "order.created", event_id: "order", event_ts: "2015-05-21T00:00:00Z", anon_id: last?.anon_id, payload: { order_id: "o1", value_minor: 1, currency: "EUR" } };
    folder.write("log.ndjson", [...events, order].map((event) => JSON.stringify(event)).join("\n"));
    folder.write("rules.yaml", "own_domains: [semicomplete.com]\nlookback: none\n");
    const run = async (...argv: readonly string[]): Promise<void> => expect((await runCommand(argv, { cwd: folder.path })).stderr).toBe("");
    await run("ingest", "--from", "log.ndjson", "--lake", "log.duckdb");
    await run("build", "--lake", "log.duckdb", "--rules", "rules.yaml");
    const lake = await openDuckDb({ path: join(folder.path, "log.duckdb"), readOnly: true });
    const [counted] = await lake.all("SELECT count(*) AS touches, count(channel) AS external FROM lake.int_touches");
    const hosts = await lake.all("SELECT e.referrer_host AS host, t.channel, count(*) AS requests FROM lake.int_touches AS t JOIN lake.events AS e ON e.event_id = t.event_id WHERE t.channel IS NOT NULL GROUP BY ALL");
    await lake.close();
    expect([Number(counted?.["touches"]), Number(counted?.["external"])]).toEqual([oracle.referrers.requests, oracle.referrers.external]);
    const channels = new Map(hosts.map(({ host, channel, requests: count }) => [String(host), { channel: String(channel), count: Number(count) }]));
    for (const [kind, channel, least] of [["search", "Organic Search", 0.98], ["social", "Organic Social", 0.9]] as const) {
      const known = Object.entries(oracle.referrers.known[kind]);
      const sum = known.reduce((total, [, count]) => total + count, 0);
      const right = known.reduce((total, [host, count]) => total + (channels.get(host)?.channel === channel ? count : 0), 0);
      for (const [host, count] of known) expect([host, channels.get(host)?.count]).toEqual([host, count]);
      console.log(`${kind}: ${((100 * right) / sum).toFixed(1)} % of the requests from ${known.length} listed hosts are ${channel}`);
      expect(right / sum).toBeGreaterThanOrEqual(least);
    }
    const unlisted = hosts.filter(({ host, channel }) => channel !== "Referral" && !(String(host) in oracle.referrers.known.search) && !(String(host) in oracle.referrers.known.social));
    console.log(`known to us and not to those lists: ${unlisted.map(({ host, channel }) => `${String(host)} (${String(channel)})`).join(", ")}`);
  });

  test("vector: bursts by user agent and visitor, and who wins without them, agree with brute force", async () => {
    const lastOf = new Map(all.map(({ visitor, time }) => [visitor, time]));
    for (const { visitor, time } of all) if (time > (lastOf.get(visitor) ?? "")) lastOf.set(visitor, time);
    folder.write("orders.csv", ["visitor,time,id", ...[...lastOf].map(([visitor, time]) => `${visitor},${time},${visitor}`)].join("\n"));
    folder.write("bursts.yaml", "fraud: { mode: burst, windows: [{ within: 10m, at_most: 10 }] }\nlookback: none\n");
    const { stdout, stderr } = await runCommand(
      ["attribute", log, "--identity", "visitor", "--time", "time", "--event-id", "line", "--campaign", "method", "--device", "user_agent", "--orders", "orders.csv", "--order-id", "id", "--order-time", "time", "--rules", "bursts.yaml", "--facts", "facts.ndjson", "--json"],
      { cwd: folder.path },
    );
    expect(stderr).toBe("");
    const { orders, rejectedTouches } = JSON.parse(stdout) as { orders: number; rejectedTouches: Record<string, number> };
    expect([orders, rejectedTouches]).toEqual([oracle.bursts.visitors, { too_fast: oracle.bursts.tooFast }]);
    const facts = readFileSync(join(folder.path, "facts.ndjson"), "utf8").trimEnd().split("\n").map((line) => JSON.parse(line) as { winning_event_id: string | null; reason: string });
    expect(facts.filter(({ reason }) => reason === "only_rejected")).toHaveLength(oracle.bursts.onlyRejected);
    expect(facts.reduce((sum, { winning_event_id: winner }) => sum + Number(winner ?? 0), 0)).toBe(oracle.bursts.sumOfWinners);
  });
});
