import { createHmac } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "./run-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const nowUs = 1_790_000_000_000_000;

async function run(argv: readonly string[], stdin?: string): ReturnType<typeof runCommand> {
  return runCommand(argv, { cwd: folder.path, nowUs, ...(stdin === undefined ? {} : { stdin }) });
}

async function ringOf(name: string, ...options: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await run(["token", "keygen", "--ring", name, ...options]);
  expect([exitCode, stderr]).toEqual([0, ""]);
}

describe("token", () => {
  test("example: a key, a link, a verdict", async () => {
    await ringOf("keys.json");
    const { stdout: link } = await run(["token", "mint", "--ring", "keys.json", "--campaign", "spring", "--medium", "email", "--url", "https://shop.example/sale?x=1"]);
    expect(link).toMatch(/^https:\/\/shop\.example\/sale\?x=1&ct=[\w-]+\n$/u);
    const token = new URL(link).searchParams.get("ct") ?? "";
    const { exitCode, stdout } = await run(["token", "verify", token, "--ring", "keys.json", "--json"]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ status: "verified", claims: { kind: "link", campaign: "spring", medium: "email", source: null }, issuedAt: "2026-09-21T14:13:20.000Z", expiresAt: "2026-12-20T14:13:20.000Z", lifetimeSeconds: 90 * 86_400 });
  });

  test("example: tokens on stdin, one of them edited: exit 1", async () => {
    await ringOf("stdin.json");
    const { stdout } = await run(["token", "mint", "--ring", "stdin.json", "--kind", "click", "--campaign", "spring"]);
    const token = stdout.trim();
    const edited = `${token.slice(0, 8)}${token[8] === "A" ? "B" : "A"}${token.slice(9)}`;
    const verified = await run(["token", "verify", "-", "--ring", "stdin.json"], `${token}\n${edited}\n`);
    expect(verified.exitCode).toBe(1);
    expect(verified.stdout).toMatch(/^verified\n[^]*\nkind {7}click\n[^]*\n\nbad_signature\nwhy {2}the click token was made or changed without the key\n$/u);
  });

  test("law: what a token asks for beyond its key is not promised, and a forged one tells no life", async () => {
    await ringOf("life.json", "--max-lifetime", "2h");
    const token = (await run(["token", "mint", "--ring", "life.json", "--kind", "click", "--source", "news", "--lifetime", "1h"])).stdout.trim();
    const told = async (text: string): Promise<unknown> => {
      const { issuedAt, expiresAt, lifetimeSeconds } = JSON.parse((await run(["token", "verify", text, "--ring", "life.json", "--json"])).stdout) as Record<string, unknown>;
      return [issuedAt, expiresAt, lifetimeSeconds];
    };
    expect(await told(token)).toEqual(["2026-09-21T14:13:20.000Z", "2026-09-21T15:13:20.000Z", 3600]);
    folder.write("life.json", JSON.stringify({ keys: (JSON.parse(readFileSync(join(folder.path, "life.json"), "utf8")) as { keys: object[] }).keys.map((key) => ({ ...key, maxLifetime: "30m" })) }));
    expect(await told(token)).toEqual(["2026-09-21T14:13:20.000Z", "2026-09-21T14:43:20.000Z", 1800]);
    expect(await told("no token")).toEqual([null, null, null]);
  });

  test("example: keys says what each may do, when to rotate, and never a secret", async () => {
    await ringOf("rotate.json", "--valid-for", "20d", "--max-lifetime", "7d");
    const shown = async (days: number, ...options: readonly string[]): Promise<string> => (await runCommand(["token", "keys", "--ring", "rotate.json", ...options], { cwd: folder.path, nowUs: nowUs + days * 86_400_000_000 })).stdout;
    const stateAt = async (days: number): Promise<unknown> => (JSON.parse(await shown(days, "--json")) as { keys: { keyId: string; state: string; advice: string | null }[] }).keys.map(({ keyId, state, advice }) => [keyId, state, advice?.split(" ", 3).join(" ") ?? null]);
    expect(await stateAt(0)).toEqual([["0", "mints", "make its successor"]]);
    await ringOf("rotate.json", "--valid-for", "365d");
    expect(await stateAt(0)).toEqual([["0", "mints", null], ["1", "mints", null]]);
    expect(await stateAt(21)).toEqual([["0", "verifies", "keep it until"], ["1", "mints", null]]);
    expect(await stateAt(28)).toEqual([["0", "ended", "every token of"], ["1", "mints", null]]);
    expect(await shown(21)).toMatch(/^key +state .*\nkey 0 +verifies +hmac-sha256 +own +any +2026-10-11 +2026-10-18\nkey 1 +mints .*\n\nkey 0: keep it until 2026-10-18T14:13:20\.000Z: its tokens still verify\n$/u);
    const { keys } = JSON.parse(readFileSync(join(folder.path, "rotate.json"), "utf8")) as { keys: { secret: string }[] };
    for (const { secret } of keys) expect((await shown(0)) + (await shown(0, "--json"))).not.toContain(secret);
  });

  test("edge: the newest key that may mint now mints; a revoked or ended one says why it may not", async () => {
    await ringOf("choice.json");
    await ringOf("choice.json");
    await ringOf("choice.json", "--valid-for", "1d");
    const path = join(folder.path, "choice.json");
    const ring = JSON.parse(readFileSync(path, "utf8")) as { keys: object[] };
    const written = (revoked: readonly number[]): string => folder.write("choice.json", JSON.stringify({ keys: ring.keys.map((key, at) => (revoked.includes(at) ? { ...key, revoked: true } : key)) }, null, 2));
    written([1]);
    const later = async (...options: readonly string[]): ReturnType<typeof runCommand> => runCommand(["token", ...options, "--ring", "choice.json"], { cwd: folder.path, nowUs: nowUs + 2 * 86_400_000_000 });
    const token = (await later("mint", "--campaign", "spring")).stdout.trim();
    expect(JSON.parse((await later("verify", token, "--json")).stdout)).toMatchObject({ status: "verified", claims: { keyId: "0" } });
    expect((await later("mint", "--key", "1")).stderr).toBe("liftproof: --key: expected a key that may mint now, got key 1, which is revoked; liftproof token keys --ring choice.json tells which may\n");
    expect((await later("mint", "--key", "2")).stderr).toContain("--key: expected a key that may mint now, got key 2, which may mint no more;");
    expect((await later("keys")).stdout).toMatch(/\nkey 1 +revoked +hmac-sha256 +own +any +- +-\n/u);
    written([0, 1]);
    expect((await later("mint")).stderr).toBe("liftproof: choice.json: expected a key that may mint now, got key 0, which is revoked; key 1, which is revoked; key 2, which may mint no more; add one with liftproof token keygen --ring choice.json\n");
  });

  test("edge: a link is verified by the token in it, and nothing is no token", async () => {
    await ringOf("link.json");
    const link = (await run(["token", "mint", "--ring", "link.json", "--campaign", "spring", "--url", "https://shop.example/?x=1"])).stdout;
    expect((await run(["token", "verify", link.trim(), "--ring", "link.json"])).exitCode).toBe(0);
    expect((await run(["token", "verify", "-", "--ring", "link.json"], link)).exitCode).toBe(0);
    for (const [text, stdin] of [["", undefined], ["  ", undefined], ["https://shop.example/", undefined], ["-", ""], ["-", "\n"]] as const) {
      const { exitCode, stdout, stderr } = await run(["token", "verify", text, "--ring", "link.json"], stdin);
      expect([exitCode, stdout, stderr.startsWith("liftproof: token: expected a token")]).toEqual([2, "", true]);
    }
  });

  test("edge: a mistake in a ring is told by line and field, and never with the advice to make another ring", async () => {
    await ringOf("lines.json");
    const good = readFileSync(join(folder.path, "lines.json"), "utf8");
    for (const [text, said] of [
      [good.replace('"maxLifetime"', '"revokd": true,\n      "maxLifetime"'), "lines.json:7: keys[0].revokd: expected one of id,"],
      [good.replace("]", ",]"), "lines.json:10: key ring: expected JSON"],
      [good.replace('"notBefore":', '"notBefore"'), "lines.json:"],
    ] as const) {
      folder.write("lines.json", text);
      const { exitCode, stderr } = await run(["token", "keys", "--ring", "lines.json"]);
      expect([exitCode, stderr.includes(said) ? "said" : stderr, stderr.includes("keygen")]).toEqual([2, "said", false]);
    }
  });

  test("edge: a token is judged at the instant it was received", async () => {
    await ringOf("late.json");
    const { stdout } = await run(["token", "mint", "--ring", "late.json", "--campaign", "spring", "--lifetime", "2h"]);
    const at = (hours: number): string => new Date(nowUs / 1000 + hours * 3_600_000).toISOString();
    for (const [hours, status] of [[1, "verified"], [3, "expired"], [-1, "not_yet_valid"]] as const) {
      const { stdout: verdict } = await run(["token", "verify", stdout.trim(), "--ring", "late.json", "--at", at(hours)]);
      expect(verdict.split("\n", 1)[0]).toBe(status);
    }
  });

  test("law: the key ring grows, stays readable by its owner alone, and no message shows a secret", async () => {
    await ringOf("grow.json");
    await ringOf("grow.json", "--partner", "acme", "--campaigns", "spring,summer");
    const ring = JSON.parse(readFileSync(join(folder.path, "grow.json"), "utf8")) as { keys: { id: string; secret: string; partner?: string }[] };
    expect(ring.keys.map(({ id, partner }) => [id, partner])).toEqual([["0", undefined], ["1", "acme"]]);
    expect(statSync(join(folder.path, "grow.json")).mode & 0o077).toBe(0);
    const secret = ring.keys[0]?.secret ?? "";
    folder.write("broken.json", JSON.stringify({ keys: [{ ...ring.keys[0], maxLifetime: "soon" }] }));
    const { exitCode, stderr } = await run(["token", "mint", "--ring", "broken.json"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^liftproof: broken\.json:1: keys\[0\]\.maxLifetime: /u);
    expect(stderr).not.toContain(secret);
  });

  test("example: a partner mints with a key that the ring cannot mint with", async () => {
    await ringOf("partner.json");
    await ringOf("partner.json", "--algorithm", "ed25519", "--private-key", "acme.key", "--partner", "acme");
    const ring = JSON.parse(readFileSync(join(folder.path, "partner.json"), "utf8")) as { keys: Record<string, string>[] };
    expect(ring.keys.map((key) => Object.keys(key).filter((name) => /secret|Key/u.test(name)))).toEqual([["secret"], ["publicKey"]]);
    expect(statSync(join(folder.path, "acme.key")).mode & 0o777).toBe(0o600);
    const refused = await run(["token", "mint", "--ring", "partner.json", "--key", "1", "--campaign", "spring"]);
    expect([refused.exitCode, refused.stderr]).toEqual([2, "liftproof: --private-key: expected the private key of key 1, which signs with Ed25519; add --private-key FILE, or name another key with --key\n"]);
    const { stdout } = await run(["token", "mint", "--ring", "partner.json", "--private-key", "acme.key", "--campaign", "spring"]);
    const verified = await run(["token", "verify", stdout.trim(), "--ring", "partner.json"]);
    expect(verified.stdout).toMatch(/^verified\nissuedAt {3}2026-09-21T[^]*\nexpiresAt {2}2026-12-20T[^]*\npartner {4}acme\nkey {8}1 \(ed25519\)\n$/u);
    const again = await run(["token", "keygen", "--ring", "partner.json", "--algorithm", "ed25519", "--private-key", "acme.key"]);
    expect([again.exitCode, again.stderr]).toEqual([2, "liftproof: --private-key: expected a file that is not there yet, got acme.key; choose another path\n"]);
    const noRing = await run(["token", "keygen", "--ring", "no/ring.json", "--algorithm", "ed25519", "--private-key", "lost.key"]);
    expect([noRing.exitCode, existsSync(join(folder.path, "lost.key"))]).toEqual([2, false]);
  });

  test("vector: a token minted for one person carries the hash that HMAC-SHA256 gives", async () => {
    await ringOf("bound.json");
    const pepper = Buffer.from(Array.from({ length: 32 }, (_, at) => at));
    folder.write("pepper.txt", `${pepper.toString("base64")}\n`);
    const { stdout } = await run(["token", "mint", "--ring", "bound.json", "--kind", "click", "--identity", "u:ada", "--pepper-file", "pepper.txt"]);
    const verdict = JSON.parse((await run(["token", "verify", stdout.trim(), "--ring", "bound.json", "--json"])).stdout) as { claims: { identityHash: string } };
    expect(verdict.claims.identityHash).toBe(createHmac("sha256", pepper).update("liftproof.identity.v1\0u:ada").digest("hex").slice(0, 16));
    const { keys } = JSON.parse(readFileSync(join(folder.path, "bound.json"), "utf8")) as { keys: { secret: string }[] };
    folder.write("ring-secret.txt", keys[0]?.secret ?? "");
    const shared = await run(["token", "mint", "--ring", "bound.json", "--identity", "u:ada", "--pepper-file", "ring-secret.txt"]);
    expect([shared.exitCode, shared.stderr]).toEqual([2, "liftproof: ring-secret.txt: expected a secret of its own, got that of key 0; make one with openssl rand -base64 32\n"]);
  });

  test.each([
    [["keygen", "--algorithm", "rsa"], /--algorithm: expected "hmac-sha256" or "ed25519", got "rsa"\n$/u],
    [["keygen", "--algorithm", "ed25519"], /--private-key: expected a file because --algorithm is ed25519, got nothing; add --private-key FILE\n$/u],
    [["keygen", "--private-key", "some.key"], /--private-key: expected nothing, for hmac-sha256 has one secret/u],
    [["mint", "--ring", "grow.json", "--identity", "u:ada"], /--pepper-file: expected a file because --identity is given, got nothing; add --pepper-file FILE\n$/u],
    [["mint", "--ring", "grow.json", "--pepper-file", "text.json"], /--identity: expected a person because --pepper-file is given/u],
    [["mint", "--ring", "grow.json", "--identity", "u:ada", "--pepper-file", "text.json"], /text\.json: expected base64 of at least 32 random bytes, got text that is no base64; make one with openssl rand -base64 32\n$/u],
    [["mint", "--ring", "partner.json", "--private-key", "text.json"], /text\.json: expected a private key, base64url of 32 bytes, got something else; name the file/u],
    [["mint", "--ring", "none.json"], /none\.json: expected a file, found nothing there/u],
    [["keygen", "--trust", "blindly"], /--trust: expected proof, got "blindly"/u],
    [["keygen", "--valid-for", "0d"], /--valid-for: expected a duration above zero, got "0d"; a key valid for no time can mint nothing\n$/u],
    [["keygen", "--id", "300"], /--id: expected "0" to "255", got "300"; leave --id out for the first free one\n$/u],
    [["keygen", "--max-lifetime", "soon"], /--max-lifetime: expected a duration such as 30m, 24h or 90d, got "soon"\n$/u],
    [["keygen", "--campaigns", ","], /--campaigns: expected text, got an empty one; separate names with commas, as in spring,summer\n$/u],
    [["keygen", "--ring", "no/such/ring.json"], /--ring: expected a path that can be written, got no\/such\/ring\.json: a place where no file can be made; choose another path\n$/u],
    [["keygen", "--ring", "text.json"], /text\.json:1: key ring: expected JSON, got text that does not parse; mend the file there, for tokens that are out need its keys\n$/u],
    [["mint", "--ring", "text.json"], /text\.json:1: key ring: expected JSON, got text that does not parse; mend the file there, for tokens that are out need its keys\n$/u],
    [["mint", "--ring", "grow.json", "--key", "9"], /--key: expected the id of a key in grow\.json \(0, 1\), got "9"\n$/u],
    [["mint", "--ring", "grow.json", "--key", "0", "--lifetime", "500d"], /--lifetime: expected whole hours for a link token, at most the 90d that its key allows, got "500d"; write it as in 24h\n$/u],
    [["mint", "--ring", "grow.json", "--key", "0", "--lifetime", "90m"], /--lifetime: expected whole hours for a link token, at most the 90d that its key allows, got "90m"/u],
    [["mint", "--ring", "grow.json", "--key", "0", "--kind", "click", "--lifetime", "90s"], /--lifetime: expected whole minutes for a click token, at most the 65535m that its key allows, got "90s"; write it as in 30m\n$/u],
    [["mint", "--ring", "grow.json", "--key", "0", "--private-key", "text.json"], /--private-key: expected nothing, for key 0 signs with the secret in the ring, got a file; leave it out/u],
    [["mint", "--ring", "grow.json", "--key", "1", "--campaign", "autumn"], /--campaign: expected one of the campaigns of key 1, got "autumn"; liftproof token keys --ring grow\.json tells/u],
    [["verify", "--ring", "grow.json"], /missing required argument 'token'; liftproof token verify --help tells how\n$/u],
    [["mint", "--ring", "grow.json", "--key", "0"], /--campaign: expected at least one claim, because key 0 names no partner, got none; add --campaign, --source, --medium, --partner, --referrer-code or --identity\n$/u],
    [["mint", "--ring", "grow.json", "--campaign", "x".repeat(300)], /--campaign: expected /u],
    [["keygen", "--valid-for", "a year"], /--valid-for: expected a duration like 7d/u],
    [["frobnicate"], /unknown command 'frobnicate'/u],
  ] as const)("edge: token %s is wrong usage", async (argv, message) => {
    folder.write("text.json", "{");
    const { exitCode, stdout, stderr } = await run(["token", ...argv]);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
  });
});
