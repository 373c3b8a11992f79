import { join } from "node:path";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { beforeAll, describe, expect, test } from "vitest";
import { modeSwitchLines } from "../src/output/mode-switch-lines.ts";
import { runCommand } from "./run-command.ts";
import type { CommandRun } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const clickedAt = Date.parse("2026-03-02T10:00:00Z");
const run = (...argv: readonly string[]): Promise<CommandRun> => runCommand(argv, { cwd: folder.path, nowUs: clickedAt * 1000 });
const mint = async (...options: readonly string[]): Promise<string> => (await run("token", "mint", "--ring", "keys.json", ...options)).stdout.trim();
const at = (hours: number): string => new Date(clickedAt + hours * 3_600_000).toISOString();

const files = ["--identity", "who", "--time", "at", "--source", "source", "--event-id", "id", "--token", "ct", "--keys", "keys.json", "--orders", "orders.csv", "--order-id", "order", "--order-time", "at", "--json"];

beforeAll(async () => {
  expect((await run("token", "keygen", "--ring", "keys.json")).exitCode).toBe(0);
  folder.write("pepper.txt", Buffer.alloc(40, 7).toString("base64"));
  folder.write("orders.csv", `order,who,at\no1,u:ann,${at(5)}\n`);
});

/** The winner of the one order, and what was counted. */
async function attributed(rows: readonly (readonly string[])[], ...options: readonly string[]): Promise<{ readonly channel: string | undefined; readonly rejected: Record<string, number> }> {
  folder.write("touches.csv", ["id,who,at,source,ct,code,device", ...rows.map((row) => Array.from({ length: 7 }, (_, column) => row[column] ?? "").join(","))].join("\n"));
  const { stdout, stderr } = await run("attribute", "touches.csv", ...files, ...options);
  expect(stderr).toBe("");
  const printed = JSON.parse(stdout) as { models: Record<string, { channel: string }[]>; rejectedTouches: Record<string, number> };
  return { channel: printed.models["last-non-direct"]?.[0]?.channel, rejected: printed.rejectedTouches };
}

describe("attribute, with tokens", () => {
  test("example: proof outranks a later claim, unless the mode is off or its key is distrusted when it came", async () => {
    const token = await mint("--kind", "click", "--medium", "email");
    const rows = [["t1", "u:ann", at(0.5), "", token], ["t2", "u:ann", at(2), "google", ""]];
    folder.write("off.yaml", "proof_mode: off\n");
    folder.write("doubt.yaml", `distrust: [{ key: 0, from: ${at(0)}, to: ${at(1)} }]\n`);
    folder.write("late.yaml", `distrust: [{ key: 0, from: ${at(1.5)} }]\n`);
    expect(await attributed(rows)).toEqual({ channel: "Email", rejected: {} });
    expect(await attributed(rows, "--rules", "off.yaml")).toEqual({ channel: "Organic Search", rejected: {} });
    expect(await attributed(rows, "--rules", "doubt.yaml")).toEqual({ channel: "Organic Search", rejected: { revoked: 1 } });
    expect(await attributed(rows, "--rules", "late.yaml")).toEqual({ channel: "Email", rejected: {} });
    // More than 30 minutes after the mint a landing confirms no click.
    expect(await attributed([["t1", "u:ann", at(0.51), "", token], ...rows.slice(1)])).toEqual({ channel: "Organic Search", rejected: {} });
  });

  test("example: a token minted for somebody else is no proof", async () => {
    const token = await mint("--kind", "click", "--medium", "email", "--identity", "u:ann", "--pepper-file", "pepper.txt");
    const rows = [["t1", "u:ann", at(1), "", token]];
    expect(await attributed(rows, "--pepper-file", "pepper.txt")).toEqual({ channel: "Email", rejected: {} });
    const others = await mint("--kind", "click", "--medium", "email", "--identity", "u:bob", "--pepper-file", "pepper.txt");
    expect(await attributed([["t1", "u:ann", at(1), "", others]], "--pepper-file", "pepper.txt")).toEqual({ channel: "direct", rejected: { identity_mismatch: 1 } });
    expect(await attributed([["t1", "u:ann", at(1), "", others]])).toEqual({ channel: "Email", rejected: {} });
  });

  test("example: nobody refers himself, stripped tokens gain nothing, and bursts are counted", async () => {
    const token = await mint("--kind", "click", "--source", "refer", "--referrer-code", "ann7");
    const own = [["t0", "u:ann", at(0.5), "bing", "", "ann7"], ["t1", "u:ann", at(1), "", token, ""]];
    expect(await attributed(own, "--own-code", "code")).toEqual({ channel: "Organic Search", rejected: { self_referral: 1 } });
    expect((await attributed(own)).rejected).toEqual({});
    folder.write("claims.yaml", "require_proof: [{ partner: acme }]\n");
    const stripped = [["t0", "u:ann", at(0.5), "bing", ""], ["t1", "u:ann", at(1), "Acme", ""]];
    expect(await attributed(stripped, "--rules", "claims.yaml")).toEqual({ channel: "Organic Search", rejected: { unproven_claim: 1 } });
    folder.write("bursts.yaml", "fraud: { windows: [{ within: 1h, at_most: 2 }] }\nrequire_proof: [{ partner: acme }]\n");
    const burst = ["t1", "t2", "t3"].map((id) => [id, "u:ann", at(1), "acme", "", "", "d1"]);
    expect((await attributed(burst, "--rules", "bursts.yaml", "--device", "device", "--campaign", "source")).rejected).toEqual({ too_fast: 3 });
  });

  test.each([
    [["--pepper-file", "pepper.txt"], "--token: expected a column because --pepper-file is given, got nothing; add --token COLUMN"],
    [["--own-code", "code"], "--token: expected a column because --own-code is given, got nothing; add --token COLUMN"],
  ])("edge: %s without tokens", async (options, message) => {
    folder.write("touches.csv", "who,at,source,code\n");
    expect(await run("attribute", "touches.csv", "--identity", "who", "--time", "at", "--source", "source", "--conversion", "code", ...options)).toEqual({ exitCode: 2, stdout: "", stderr: `liftproof: ${message}\n` });
  });
});

describe("build and report, with tokens", () => {
  test("example: a build with the pepper knows whom a token was minted for, and explain says so", async () => {
    const token = await mint("--kind", "click", "--medium", "email", "--identity", "u:bob", "--pepper-file", "pepper.txt");
    const landing = { event_name: "landing.view", event_id: "e1", event_ts: at(1), user_id: "ann", click_token: token, utm_source: "bing", payload: { confirmed: true } };
    const order = { event_name: "order.created", event_id: "e2", event_ts: at(5), user_id: "ann", payload: { order_id: "o1", value_minor: 4990, currency: "EUR" } };
    folder.write("events.ndjson", [landing, order].map((event) => JSON.stringify(event)).join("\n"));
    expect((await run("ingest", "--from", "events.ndjson", "--keys", "keys.json", "--lake", "lake.duckdb")).exitCode).toBe(0);
    const channel = async (): Promise<unknown> => (JSON.parse((await run("explain", "--lake", "lake.duckdb", "--order", "o1", "--json")).stdout) as { channel: string }).channel;
    expect((await run("build", "--lake", "lake.duckdb")).exitCode).toBe(0);
    expect(await channel()).toBe("Email");
    const { stdout } = await run("build", "--lake", "lake.duckdb", "--pepper-file", "pepper.txt", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ orders: 1, tokenModeLog: [] });
    expect(await channel()).toBe("Organic Search");
    expect((await run("explain", "--lake", "lake.duckdb", "--order", "o1")).stdout).toContain("evidence (identity_mismatch)");
  });

  test("edge: a partner's own word is no proof, so what it won was not moved by proof, neither in a build nor in files", async () => {
    const token = await mint("--kind", "link", "--partner", "acme");
    const landing = { event_name: "landing.view", event_id: "p1", event_ts: at(1), user_id: "ann", click_token: token, utm_source: "bing", utm_medium: "cpc" };
    const order = { event_name: "order.created", event_id: "p2", event_ts: at(5), user_id: "ann", payload: { order_id: "o1", value_minor: 4990, currency: "EUR" } };
    folder.write("partner.ndjson", [landing, order].map((event) => JSON.stringify(event)).join("\n"));
    await run("ingest", "--from", "partner.ndjson", "--keys", "keys.json", "--lake", "partner.duckdb", "--bronze", "partner");
    const built = JSON.parse((await run("build", "--lake", "partner.duckdb", "--json")).stdout) as Record<string, unknown>;
    expect(built["proof"]).toEqual([{ currency: "EUR", orders: 1, ordersWithProof: 0, ordersMoved: 0, valueMovedMinor: 0 }]);
    folder.write("touches.csv", `id,who,at,source,ct\np1,u:ann,${at(1)},bing,${token}\n`);
    const printed = JSON.parse((await run("attribute", "touches.csv", ...files)).stdout) as Record<string, unknown>;
    expect([printed["models"], printed["proof"]]).toEqual([{ "last-non-direct": [{ channel: "Affiliates", orders: 1, value: 0 }] }, { ordersWithProof: 0, ordersMoved: 0, valueMoved: 0 }]);
  });

  test("example: a build keeps the ledger of the program in its rules, and an incremental one says the same", async () => {
    folder.write("program.yaml", "referral: { currency: EUR, award_minor: 500 }\n");
    const { stdout } = await run("build", "--lake", "lake.duckdb", "--rules", "program.yaml", "--json");
    expect(JSON.parse(stdout)).toMatchObject({ orders: 1, referrals: { added: 0 } });
    const again = await run("build", "--lake", "lake.duckdb", "--rules", "program.yaml", "--incremental");
    expect([again.exitCode, again.stderr, again.stdout.includes("0 entries added to the referral ledger\n")]).toEqual([0, "", true]);
  });

  test("example: a key that was lowered is said", async () => {
    const lake = await openDuckDb({ path: join(folder.path, "lake.duckdb") });
    await lake.run("INSERT INTO lake.token_mode_log VALUES ('0', 'report', 1772445600000000, 3, 120.4, 250, 253), ('0', 'enforce', 1772449200000000, 130, 120.4, 2, 132)");
    await lake.close();
    const { exitCode, stdout } = await run("report", "--lake", "lake.duckdb", "--out", "report.html");
    expect(exitCode).toBe(0);
    expect(stdout).toBe(`key 0: lowered to report from 2026-03-02T10:00:00.000Z on (3 of 253 tokens verified in the hour before, where 120 are usual, and 250 refused); no claim is rejected for want of its proof until it is raised
key 0: raised to enforce from 2026-03-02T11:00:00.000Z on
wrote report.html
`);
    expect(modeSwitchLines([])).toEqual([]);
    const keys = await run("token", "keys", "--ring", "keys.json", "--lake", "lake.duckdb");
    expect(keys.stdout).toMatch(/\n\nverdicts of the ring that judged the events, by the key id that each token names\nnamed by the token {2}verdict {3}events\nkey 0 {15}verified {7}1\n\nkey 0: lowered to report from /u);
  });
});
