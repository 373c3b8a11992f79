import { readGuardInput } from "@liftproof/adapters/duckdb";
import { guard, killedExperiments } from "@liftproof/experiments";
import type { ExperimentDefinition, GuardDecision, KillList } from "@liftproof/experiments";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { existingLake } from "../input/existing-lake.ts";
import { killListAt, killListName } from "../input/kill-list-place.ts";
import { loadConfig } from "../input/load-config.ts";
import { formatTable } from "../output/format-table.ts";

interface GuardOptions extends ConfigPlaces {
  readonly lake: string;
  readonly experiments: string;
  readonly killList: string;
  readonly act?: boolean;
  readonly json?: boolean;
}

/** What the guard says of one experiment; without a look there is nothing to say. */
type Guarded = { readonly kind: "judged"; readonly decision: GuardDecision; readonly killed: boolean } | { readonly kind: "unseen"; readonly expId: string; readonly phase: number };

/** `liftproof guard`: which running experiments must end now. */
export const guardCommand: CommandFactory = (context) =>
  commandWithExamples("guard", "Judge every running experiment by its split and guardrails; exit 1 when one must end.", [
    "guard --lake lake.duckdb --experiments config/experiments",
    "guard --lake lake.duckdb --experiments config/experiments --act --kill-list /srv/kills.json",
  ])
    .requiredOption("--lake <file>", "DuckDB file, built with these experiments")
    .requiredOption("--experiments <path>", "folder of experiments")
    .option("--act", "write what must end into the kill list, which services and pages poll")
    .option("--kill-list <file>", "the kill list", killListName)
    .option("--metrics <file>", "metrics.yaml (default: beside the experiments or one folder up)")
    .option("--surfaces <file>", "surfaces.yaml (default: beside the experiments or one folder up)")
    .option("--lock <file>", "lock file (default: beside the experiments or one folder up)")
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
  if (options.act === true) await act(context, list, judged);
  const mustEnd = judged.some((one) => one.kind === "judged" && one.decision.action === "kill" && !one.killed);
  context.finish(config.faults.length > 0 || mustEnd ? 1 : 0);
}

async function act(context: CommandContext, list: KillList, judged: readonly Guarded[]): Promise<void> {
  for (const one of judged) {
    if (one.kind !== "judged" || one.killed || one.decision.action !== "kill") continue;
    const { expId, phase, reason, atUs } = one.decision;
    await list.add({ expId, phase, reason, atUs });
    context.io.stderr.write(`killed ${expId}, phase ${phase}\n`);
  }
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
