import { readGuardInput } from "@liftproof/adapters/duckdb";
import type { DecisionLog } from "@liftproof/adapters/files";
import { guard, killedExperiments } from "@liftproof/experiments";
import type { ExperimentDefinition, GuardDecision, KillList } from "@liftproof/experiments";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { existingLake } from "../input/existing-lake.ts";
import { decisionLogAt, endExperiment, killListAt, killListName } from "../input/kill-list-place.ts";
import { loadConfig } from "../input/load-config.ts";
import { withConfigChoices } from "../options/config-place-options.ts";
import { formatTable } from "../output/format-table.ts";

interface GuardOptions extends ConfigPlaces {
  readonly lake: string;
  readonly experiments: string;
  readonly killList: string;
  readonly log?: string;
  readonly strict?: boolean;
  readonly act?: boolean;
  readonly json?: boolean;
}

/** What the guard says of one experiment; without a look there is nothing to say. */
type Guarded = { readonly kind: "judged"; readonly decision: GuardDecision; readonly killed: boolean } | { readonly kind: "unseen"; readonly expId: string; readonly phase: number };

/** `liftproof guard`: which running experiments must end now. */
export const guardCommand: CommandFactory = (context) =>
  withConfigChoices(commandWithExamples("guard", "Judge every running experiment by its split and guardrails; exit 1 when one must end, or was ended by this run.", [
    "guard --lake lake.duckdb --experiments config/experiments",
    "guard --lake lake.duckdb --experiments config/experiments --act --kill-list /srv/kills.json",
    "guard --lake lake.duckdb --experiments config/experiments --strict --json",
  ]))
    .requiredOption("--lake <file>", "DuckDB file, built with these experiments")
    .requiredOption("--experiments <path>", "folder of experiments")
    .option("--act", "write what must end into the kill list, which services and pages poll, and every alert and kill into the log")
    .option("--kill-list <file>", "the kill list", killListName)
    .option("--log <file>", "decision records with their evidence, one JSON line each, only added to (default: beside the kill list, .decisions.jsonl)")
    .option("--strict", "exit 1 on alerts too")
    .option("--json", "machine output, one decision record per line")
    .action((options: GuardOptions) => run(context, options));

async function run(context: CommandContext, options: GuardOptions): Promise<void> {
  const { config } = await loadConfig(context, options.experiments, options);
  for (const { message } of config.faults) context.io.stderr.write(`liftproof: ${message}\n`);
  const running = config.experiments.filter(({ status }) => status === "running");
  const list = killListAt(context, options.killList);
  const killed = killedExperiments(await list.read(), running);
  const lake = await existingLake(context, options.lake, { readOnly: true });
  const judged: Guarded[] = [];
  try {
    for (const experiment of running) {
      const input = await readGuardInput(lake, { experiment, metrics: config.metrics });
      const { expId, phase } = experiment;
      judged.push(input === null ? { kind: "unseen", expId, phase } : { kind: "judged", decision: guard(input), killed: killed.has(expId) });
    }
  } finally {
    await lake.close();
  }
  printLine(context, options.json === true ? judged.map((one) => JSON.stringify(one.kind === "judged" ? one.decision : one)).join("\n") : forPeople(judged, running));
  const asking = judged.flatMap((one) => (one.kind === "judged" && !one.killed && one.decision.action !== "none" ? [one.decision] : []));
  if (options.act === true) await act(context, { list, log: decisionLogAt(context, options.killList, options.log) }, asking);
  const isLoud = asking.some(({ action }) => action === "kill" || options.strict === true);
  context.finish(config.faults.length > 0 || isLoud ? 1 : 0);
}

/** Kills come first: what must end does not wait for a note on what may go on. */
async function act(context: CommandContext, { list, log }: { readonly list: KillList; readonly log: DecisionLog }, asking: readonly GuardDecision[]): Promise<void> {
  for (const decision of asking.filter(({ action }) => action === "kill")) {
    await endExperiment(list, log, { by: "guard", ...decision });
    context.io.stderr.write(`killed ${decision.expId}, phase ${decision.phase}\n`);
  }
  for (const decision of asking.filter(({ action }) => action === "alert")) await log.append({ by: "guard", ...decision });
}

function forPeople(judged: readonly Guarded[], running: readonly ExperimentDefinition[]): string {
  if (running.length === 0) return "no experiment is running";
  const rows = judged.map((one) =>
    one.kind === "unseen"
      ? [one.expId, String(one.phase), "-", "no exposure in the last build of the lake"]
      : [one.decision.expId, String(one.decision.phase), one.killed ? "killed" : one.decision.action, one.decision.reason],
  );
  return formatTable([["experiment", "phase", "action", "why"], ...rows]);
}
