import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { decisionLogAt, endExperiment, killListAt, killListName } from "../input/kill-list-place.ts";
import { loadConfig } from "../input/load-config.ts";

interface KillOptions extends ConfigPlaces {
  readonly reason: string;
  readonly experiments?: string;
  readonly phase?: string;
  readonly killList: string;
  readonly log?: string;
}

/** `liftproof kill EXP_ID --reason "..."`: everybody gets control from the next poll on. */
export const killCommand: CommandFactory = (context) =>
  commandWithExamples("kill", "End an experiment at once: every service and page that polls the list serves control.", [
    "kill checkout_cta --reason 'payment page down' --experiments config/experiments",
    "kill checkout_cta --reason 'payment page down' --phase 2 --kill-list /srv/kills.json",
  ])
    .argument("<exp_id>", "the experiment")
    .requiredOption("--reason <text>", "why; kept in the list")
    .option("--experiments <path>", "folder of experiments, to read the phase from")
    .option("--phase <n>", "the phase to kill, when the files are not at hand; a later phase runs again")
    .option("--kill-list <file>", "the list that services poll", killListName)
    .option("--log <file>", "decision records, one JSON line each, only added to (default: beside the kill list, .decisions.jsonl)")
    .option("--metrics <file>", "metrics.yaml (default: beside the experiments or one folder up)")
    .action((expId: string, options: KillOptions) => run(context, expId, options));

async function run(context: CommandContext, expId: string, options: KillOptions): Promise<void> {
  const reason = options.reason.trim();
  if (reason === "") throw new CommandFault("--reason: expected a few words that somebody will understand in a year, got none");
  const phase = options.phase === undefined ? await phaseOf(context, expId, options) : phaseIn(options.phase);
  const list = killListAt(context, options.killList);
  const known = (await list.read()).find((kill) => kill.expId === expId && kill.phase === phase);
  if (known === undefined) {
    const log = decisionLogAt(context, options.killList, options.log);
    await endExperiment(list, log, { by: "person", expId, phase, atUs: context.io.nowUs(), action: "kill", evidence: [], reason });
  }
  const what = `${expId}, phase ${phase}`;
  printLine(context, known === undefined ? `killed ${what}; it stays killed until its file enters phase ${phase + 1}` : `${what} was killed before: ${known.reason}`);
}

function phaseIn(text: string): number {
  const phase = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(phase)) throw new CommandFault(`--phase: expected a whole number from 1 on, got ${JSON.stringify(text)}`);
  return phase;
}

/** A file with faults may still be killed: what is wrong may be the very reason. */
async function phaseOf(context: CommandContext, expId: string, options: KillOptions): Promise<number> {
  if (options.experiments === undefined) throw new CommandFault("--experiments: expected the folder of experiments to read the phase from, or --phase N, got neither");
  const { config } = await loadConfig(context, options.experiments, options);
  const found = config.experiments.find((experiment) => experiment.expId === expId);
  if (found !== undefined) return found.phase;
  const known = config.experiments.map((experiment) => experiment.expId).join(", ");
  const advice = config.faults.length > 0 ? "the folder has faults (liftproof check tells them); give --phase N" : "check the spelling, or give --phase N";
  throw new CommandFault(`${expId}: expected an experiment of ${options.experiments}, got none of that id${known === "" ? "" : ` among ${known}`}; ${advice}`);
}
