import type { KeyRing, TokenVerdict } from "@liftproof/click-token";
import { createTokenService } from "@liftproof/click-token/node";
import { CommandFault } from "../../command-fault.ts";
import { commandWithExamples, printLine } from "../../command-context.ts";
import type { CommandContext, CommandFactory } from "../../command-context.ts";
import { parseInstant } from "../../attribute/parse-instant.ts";
import { readKeyRing } from "../../input/read-key-ring.ts";
import { readLines } from "../../input/read-lines.ts";
import { formatTable } from "../../output/format-table.ts";
import { reasonMeaning } from "../../output/reason-meaning.ts";
import { tokenOfText } from "../../token/token-of-text.ts";

interface VerifyOptions {
  readonly ring: string;
  readonly at?: string;
  readonly json?: boolean;
}

/** `liftproof token verify TOKEN`: whose token it is and what it says. */
export const verifyCommand: CommandFactory = (context) =>
  commandWithExamples("verify", "Verify click tokens; exit 1 unless every one is verified.", [
    "token verify --ring keys.json AQAB...",
    "token verify --ring keys.json 'https://shop.example/sale?ct=AQAB...'",
    "token verify --ring keys.json --at 2026-11-01T00:00:00Z - < tokens.txt",
  ])
    .argument("<token>", "a token, a link with one as ct, or - for one per line on stdin")
    .requiredOption("--ring <file>", "key ring file")
    .option("--at <instant>", "when it was received, ISO 8601 (default: now)")
    .option("--json", "machine output, one line per token")
    .action((token: string, options: VerifyOptions) => run(context, token, options));

async function run(context: CommandContext, token: string, options: VerifyOptions): Promise<void> {
  const ring = await readKeyRing(context, options.ring);
  const { verify } = createTokenService(ring);
  const receivedAtUs = options.at === undefined ? context.io.nowUs() : instantOf(options.at);
  const texts = token === "-" ? await readLines(context, "-") : [token];
  if (texts.length === 0) throw new CommandFault("token: expected a token per line on stdin, got none");
  const tokens = texts.map(tokenOfText);
  const verdicts = tokens.map((text) => verify(text, receivedAtUs));
  const lines = verdicts.map((verdict) => (options.json === true ? JSON.stringify({ ...verdict, ...lifeOf(verdict, ring) }) : forPeople(verdict, ring)));
  printLine(context, lines.join(options.json === true ? "\n" : "\n\n"));
  context.finish(verdicts.every(({ status }) => status === "verified") ? 0 : 1);
}

function instantOf(text: string): number {
  const instant = parseInstant(text);
  if (instant === null) throw new CommandFault(`--at: expected ISO 8601, as in 2026-11-01T00:00:00Z, got ${JSON.stringify(text)}`);
  return instant;
}

/** When a token was minted and until when it verifies; all null where nothing it says is to be believed. */
interface TokenLife {
  readonly issuedAt: string | null;
  readonly expiresAt: string | null;
  /** What the token asks for, or less where its key allows less. */
  readonly lifetimeSeconds: number | null;
}

function lifeOf({ claims }: TokenVerdict, { keys }: KeyRing): TokenLife {
  if (claims === null) return { issuedAt: null, expiresAt: null, lifetimeSeconds: null };
  const { issuedAtUs, keyId } = claims;
  const lifetimeSeconds = Math.min(claims.lifetimeSeconds, keys.get(keyId)?.maxLifetimeSeconds ?? claims.lifetimeSeconds);
  const instant = (micros: number): string => new Date(micros / 1000).toISOString();
  return { issuedAt: instant(issuedAtUs), expiresAt: instant(issuedAtUs + lifetimeSeconds * 1_000_000), lifetimeSeconds };
}

function forPeople(verdict: TokenVerdict, ring: KeyRing): string {
  const { status, claims } = verdict;
  const why = reasonMeaning(status);
  if (claims === null) return why === undefined ? status : `${status}\nwhy  ${why}`;
  const { issuedAtUs: _, lifetimeSeconds: __, keyId, ...rest } = claims;
  const key = ring.keys.get(keyId);
  const { issuedAt, expiresAt } = lifeOf(verdict, ring);
  const told: Readonly<Record<string, string | number | null>> = { why: why ?? null, issuedAt, expiresAt, ...rest, key: `${keyId}${key === undefined ? "" : ` (${key.signing.algorithm})`}` };
  const rows = Object.entries(told).flatMap(([name, value]) => (value === null ? [] : [[name, String(value)]]));
  return `${status}\n${formatTable(rows)}`;
}
