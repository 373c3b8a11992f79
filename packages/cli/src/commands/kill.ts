import { nearestName } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { experimentOutlines } from "../input/experiment-outlines.ts";
import type { ExperimentOutline } from "../input/experiment-outlines.ts";
import { decisionLogAt, endExperiment, killListAt, killListName } from "../input/kill-list-place.ts";

interface KillOptions {
  readonly reason: string;
  readonly experiments?: string;
  readonly phase?: string;
  readonly force?: boolean;
  readonly killList: string;
  readonly log?: string;
}

/** What is to be killed, and what the person should know about it. */
interface Target {
  readonly phase: number;
  readonly warnings: readonly string[];
}

/** `liftproof kill EXP_ID --reason "..."`: everybody gets control from the next poll on. */
export const killCommand: CommandFactory = (context) =>
  commandWithExamples("kill", "End an experiment at once: every service and page that polls the list serves control.", [
    "kill checkout_cta --reason 'payment page down' --experiments config/experiments",
    "kill checkout_cta --reason 'payment page down' --phase 2 --kill-list /srv/kills.json",
  ])
    .argument("<exp_id>", "the experiment")
    .requiredOption("--reason <text>", "why; kept in the list")
    .option("--experiments <path>", "folder of experiments, to hold the id against and read the phase from; faults in it stand in no way")
    .option("--phase <n>", "the phase to kill, when the files are not at hand; a later phase runs again")
    .option("--force", "kill --phase N of an id that --experiments does not have, or where its files cannot be read")
    .option("--kill-list <file>", "the list that services poll", killListName)
    .option("--log <file>", "decision records, one JSON line each, only added to (default: beside the kill list, .decisions.jsonl)")
    .action((expId: string, options: KillOptions) => run(context, expId, options));

async function run(context: CommandContext, expId: string, options: KillOptions): Promise<void> {
  const reason = options.reason.trim();
  if (reason === "") throw new CommandFault("--reason: expected a few words that somebody will understand in a year, got none");
  if (!/^[A-Za-z0-9_.-]+$/u.test(expId)) throw new CommandFault(`exp_id: expected letters, digits and _ . -, got ${JSON.stringify(expId)}`);
  const { phase, warnings } = await targetOf(context, expId, options);
  const list = killListAt(context, options.killList);
  const known = (await list.read()).find((kill) => kill.expId === expId && kill.phase === phase);
  if (known === undefined) {
    const log = decisionLogAt(context, options.killList, options.log);
    await endExperiment(list, log, { by: "person", expId, phase, atUs: context.io.nowUs(), action: "kill", evidence: [], reason });
  }
  const what = `${expId}, phase ${phase}`;
  printLine(context, known === undefined ? `killed ${what}; it stays killed until its file enters phase ${phase + 1}` : `${what} was killed before: ${known.reason}`);
  for (const warning of warnings) context.io.stderr.write(`warning: ${warning}\n`);
}

/** A kill is never held up by what is unknown, and never lets a misspelled id pass for an ended experiment where the files say better. */
async function targetOf(context: CommandContext, expId: string, options: KillOptions): Promise<Target> {
  const given = options.phase === undefined ? undefined : phaseIn(options.phase);
  if (options.experiments === undefined) {
    if (given === undefined) throw new CommandFault("--experiments: expected the folder of experiments to read the phase from, or --phase N, got neither");
    return { phase: given, warnings: [`nothing was read that says whether there is an experiment ${expId}: check the spelling, or name the folder with --experiments`] };
  }
  const forced = options.force === true && given !== undefined;
  const outlines = await outlinesIn(context, options.experiments, forced);
  const found = outlines.find((one) => one.expId === expId);
  if (found === undefined) {
    const unknown = unknownWords(expId, options.experiments, outlines);
    if (!forced) throw new CommandFault(`${unknown}; give its right id, or kill it all the same with --phase N --force`);
    return { phase: given, warnings: [unknown] };
  }
  const phase = given ?? found.phase;
  if (phase === null) throw new CommandFault(`${expId}: expected a whole number as phase in ${found.file}, got something else; give --phase N`);
  const isEarlier = found.phase !== null && phase < found.phase;
  return { phase, warnings: isEarlier ? [`${found.file} is in phase ${found.phase}, which goes on; kill it with --phase ${found.phase}`] : [] };
}

async function outlinesIn(context: CommandContext, path: string, forced: boolean): Promise<readonly ExperimentOutline[]> {
  try {
    return await experimentOutlines(context, path);
  } catch (cause) {
    if (forced && cause instanceof CommandFault) return [];
    if (cause instanceof CommandFault) throw new CommandFault(`${cause.message}; or kill all the same with --phase N --force`, { cause });
    throw cause;
  }
}

function unknownWords(expId: string, path: string, outlines: readonly ExperimentOutline[]): string {
  const ids = outlines.flatMap((one) => one.expId ?? []);
  const unreadable = outlines.flatMap((one) => (one.expId === null ? [one.file] : []));
  const nearest = nearestName(expId, ids);
  return [
    `${expId}: expected an experiment of ${path}, got none of that id among ${ids.length === 0 ? "no id at all" : ids.join(", ")}`,
    ...(nearest === undefined ? [] : [`did you mean ${nearest}?`]),
    ...(unreadable.length === 0 ? [] : [`${unreadable.join(", ")} could not be read`]),
  ].join("; ");
}

function phaseIn(text: string): number {
  const phase = /^[1-9]\d{0,8}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isNaN(phase)) throw new CommandFault(`--phase: expected a whole number from 1 on, got ${JSON.stringify(text)}`);
  return phase;
}
