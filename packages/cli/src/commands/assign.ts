import { assign, assignAll } from "@liftproof/assignment";
import type { AssignmentContext, Decision } from "@liftproof/assignment";
import { loadExperiments } from "@liftproof/experiments";
import type { ExperimentDefinition } from "@liftproof/experiments";
import { linearRegexMatcher } from "@liftproof/experiments/regex";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { configTexts } from "../input/config-files.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { prerequisiteFiles } from "../input/prerequisite-files.ts";
import { readLines } from "../input/read-lines.ts";
import { withConfigPlaces } from "../options/config-place-options.ts";
import { identityFault } from "../attribute/identity-fault.ts";
import { formatCount } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import { quotedSample } from "../output/quoted-sample.ts";
import { reasonMeaning } from "../output/reason-meaning.ts";

interface AssignOptions extends ConfigPlaces {
  readonly experiment: string;
  readonly ids: string;
  readonly attributes?: string;
  readonly json?: boolean;
}

/** The experiment to assign to, with what its decisions lean on. */
interface Assigned {
  readonly experiment: ExperimentDefinition;
  /** Experiments that must be decided before it. */
  readonly before: readonly ExperimentDefinition[];
  readonly context: AssignmentContext;
}

/** `liftproof assign`: which variant each id gets, and why. */
export const assignCommand: CommandFactory = (context) =>
  withConfigPlaces(commandWithExamples("assign", "Assign a list of ids to the variants of an experiment.", [
    "assign --experiment config/experiments/checkout-cta.yaml --ids users.txt",
    "assign --experiment checkout-cta.yaml --ids - --attributes '{\"country\":\"DE\"}' --json < users.txt",
  ]), "the experiment")
    .requiredOption("--experiment <file>", "the experiment's YAML file")
    .requiredOption("--ids <file>", "one id per line, blank lines are skipped; - for stdin")
    .option("--attributes <json>", "attributes for targeting, the same for every id")
    .option("--json", "machine output, one line per id")
    .action((options: AssignOptions) => run(context, options));

async function run(context: CommandContext, options: AssignOptions): Promise<void> {
  const attributes = attributesOf(options.attributes);
  const assigned = await onlyExperiment(context, options);
  if (assigned === undefined) return;
  const ids = (await readLines(context, options.ids)).filter((id) => id.trim() !== "");
  const damaged = ids.filter((id) => identityFault(id) === "damaged_id").length;
  if (damaged > 0) context.io.stderr.write(`warning: ${formatCount(damaged)} of ${formatCount(ids.length)} ids: damaged_id: ${reasonMeaning("damaged_id") ?? ""}\n`);
  const decisions = ids.map((id): readonly [string, Decision] => [id, decisionOf(assigned, id, attributes)]);
  if (options.json === true) {
    const lines = decisions.map(([id, { variant, inExperiment, reason, bucket }]) => `${JSON.stringify({ id, variant, inExperiment, reason, bucket })}\n`);
    context.io.stdout.write(lines.join(""));
    return;
  }
  const rows = decisions.map(([id, { variant, inExperiment, reason, bucket }]) => [id, variant ?? "-", inExperiment ? "yes" : "no", reason, bucket === null ? "-" : String(bucket)]);
  printLine(context, formatTable([["id", "variant", "in experiment", "reason", "bucket"], ...rows]));
}

function decisionOf({ experiment, before, context }: Assigned, id: string, attributes: unknown): Decision {
  if (before.length === 0) return assign(experiment, id, attributes, context);
  return assign(experiment, id, attributes, { ...context, decisions: assignAll(before, { unitId: id, attributes, context }) });
}

/** The experiment of the file; with a fault in it or in its prerequisites the faults are printed, and a pipeline should stop. */
async function onlyExperiment(context: CommandContext, options: AssignOptions): Promise<Assigned | undefined> {
  const texts = await configTexts(context, options.experiment, options);
  const [file, ...others] = texts.experiments;
  if (others.length > 0) throw new CommandFault("--experiment: expected one experiment, got a folder of several; name the file");
  const files = file === undefined ? [] : [file, ...(await prerequisiteFiles(context, file, options))];
  const { experiments, groups, faults: found } = loadExperiments(files, { ...texts.options, regex: true, complete: false, checks: "assignment" });
  const faults = [...found, ...texts.strays];
  const [experiment, ...before] = experiments;
  if (faults.length === 0 && experiment !== undefined) {
    // Ids from a list are durable identities of people; schedules are not judged, as when the past is derived again.
    return { experiment, before, context: { durableIdentity: true, groups, regex: linearRegexMatcher() } };
  }
  for (const { message } of faults) context.io.stderr.write(`liftproof: ${message}\n`);
  context.finish(1);
  return undefined;
}

function attributesOf(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  const refuse = (cause?: unknown): never => {
    throw new CommandFault(`--attributes: expected a JSON object, as in '{"country":"DE"}', got ${quotedSample(text)}; put the attributes in braces`, { cause });
  };
  let attributes: unknown;
  try {
    attributes = JSON.parse(text);
  } catch (cause) {
    return refuse(cause);
  }
  // Attributes that are no object would match no condition, and every targeted id would be left out without a word.
  return typeof attributes === "object" && attributes !== null && !Array.isArray(attributes) ? attributes : refuse();
}
