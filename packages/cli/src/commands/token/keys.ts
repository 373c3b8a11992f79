import { readModeSwitches } from "@liftproof/adapters/duckdb";
import type { ReportModeSwitch } from "@liftproof/reporting";
import { commandWithExamples, printLine } from "../../command-context.ts";
import type { CommandContext, CommandFactory } from "../../command-context.ts";
import { existingLake } from "../../input/existing-lake.ts";
import { readKeyRing } from "../../input/read-key-ring.ts";
import { formatCount } from "../../output/format-number.ts";
import { formatTable } from "../../output/format-table.ts";
import { modeSwitchLines } from "../../output/mode-switch-lines.ts";
import { keyCounts } from "../../token/key-counts.ts";
import type { KeyCounts } from "../../token/key-counts.ts";
import { keyStanding } from "../../token/key-standing.ts";
import type { KeyStanding } from "../../token/key-standing.ts";

interface KeysOptions {
  readonly ring: string;
  readonly lake?: string;
  readonly json?: boolean;
}

/** `liftproof token keys`: what every key may do, what came with it, and what to do about it. */
export const keysCommand: CommandFactory = (context) =>
  commandWithExamples("keys", "Show the keys of a ring: what each may do, until when, what its tokens came to, and when to make its successor.", [
    "token keys --ring keys.json",
    "token keys --ring keys.json --lake lake.duckdb --json",
  ])
    .requiredOption("--ring <file>", "key ring file")
    .option("--lake <file>", "also count the verdicts of this lake's events, and tell the switches of the circuit breaker")
    .option("--json", "machine output; never a secret")
    .action((options: KeysOptions) => run(context, options));

async function run(context: CommandContext, options: KeysOptions): Promise<void> {
  const keys = [...(await readKeyRing(context, options.ring)).keys.values()];
  const nowUs = context.io.nowUs();
  const standings = keys.map((key) => keyStanding(key, keys, nowUs));
  const seen = options.lake === undefined ? undefined : await seenIn(context, options.lake);
  if (options.json === true) printLine(context, JSON.stringify({ keys: standings, ...seen }));
  else printLine(context, forPeople(standings, seen));
}

/** What a lake knows of keys. */
interface Seen {
  readonly counts: readonly KeyCounts[];
  readonly tokenModeLog: readonly ReportModeSwitch[];
}

async function seenIn(context: CommandContext, path: string): Promise<Seen> {
  const lake = await existingLake(context, path, { readOnly: true });
  try {
    return { counts: await keyCounts(lake), tokenModeLog: await readModeSwitches(lake) };
  } finally {
    await lake.close();
  }
}

function forPeople(standings: readonly KeyStanding[], seen: Seen | undefined): string {
  const rows = standings.map(({ keyId, state, algorithm, partner, trust, campaigns, mintsUntil, verifiesUntil }) => [
    `key ${keyId}`, state, algorithm, partner === null ? "own" : `${partner}${trust === null ? "" : ", trusted"}`, campaigns?.join(", ") ?? "any", state === "revoked" ? "-" : mintsUntil.slice(0, 10), verifiesUntil?.slice(0, 10) ?? "-",
  ]);
  const advice = standings.flatMap(({ keyId, advice: text }) => (text === null ? [] : [`key ${keyId}: ${text}`]));
  return [
    formatTable([["key", "state", "algorithm", "whose", "campaigns", "mints until", "verifies until"], ...rows]),
    ...(advice.length === 0 ? [] : ["", ...advice]),
    ...(seen === undefined ? [] : seenLines(seen, new Set(standings.map(({ keyId }) => keyId)))),
  ].join("\n");
}

function seenLines({ counts, tokenModeLog }: Seen, known: ReadonlySet<string>): readonly string[] {
  const rows = counts.flatMap(({ keyId, statuses }) => Object.entries(statuses).map(([status, events]) => [keyId === null ? "no key that was known" : `key ${keyId}${known.has(keyId) ? "" : " (not in this ring)"}`, status.replaceAll("_", " "), formatCount(events)]));
  const table = rows.length === 0 ? "no event carried a token" : `verdicts of the ring that judged the events, by the key id that each token names\n${formatTable([["named by the token", "verdict", "events"], ...rows])}`;
  return ["", table, "", ...(tokenModeLog.length === 0 ? ["the circuit breaker never switched: every key counts in full"] : modeSwitchLines(tokenModeLog))];
}
