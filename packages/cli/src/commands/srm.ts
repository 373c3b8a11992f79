import { sampleRatio } from "@liftproof/srm";
import type { SampleRatio } from "@liftproof/srm";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { armUnits, parseArmNumbers, parseWeights } from "../options/parse-arm-numbers.ts";
import type { ArmNumber } from "../options/parse-arm-numbers.ts";
import { formatCount, formatNumber, formatPValue, formatPercent } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";
import { stopsPipeline, verdictSentence } from "../output/split-verdict.ts";

interface SrmOptions {
  readonly weights?: string;
  readonly interim?: boolean;
  readonly json?: boolean;
}

/** `liftproof srm a=44700 b=45489`: can the split be trusted. */
export const srmCommand: CommandFactory = (context) =>
  commandWithExamples("srm", "Check that units reached the arms in the promised proportions.", [
    "srm a=44700 b=45489",
    "srm control=9200 treatment=800 --weights control=9,treatment=1 --json",
  ])
    .argument("<arm=units...>", "analyzed units of each arm")
    .option("--weights <arm=weight,...>", "promised proportions (default: equal)")
    .option("--interim", "the experiment still runs: only the p-value that holds at every look may warn")
    .option("--json", "machine output")
    .action((words: string[], options: SrmOptions) => run(context, words, options));

function run(context: CommandContext, words: readonly string[], options: SrmOptions): void {
  const counts = parseArmNumbers("arms", words, armUnits);
  if (counts.length < 2) throw new CommandFault("arms: expected at least two, as in a=44700 b=45489, got one");
  const weights = options.weights === undefined ? counts.map(({ arm }) => ({ arm, value: 1 })) : parseWeights(options.weights);
  const result = sampleRatio(
    counts.map(({ arm, value }) => ({ arm, units: value, weight: weightOf(arm, weights) })),
    { interim: options.interim === true },
  );
  const extra = weights.find(({ arm }) => counts.every((count) => count.arm !== arm));
  if (extra !== undefined) throw new CommandFault(`--weights: expected only arms that have a count, got ${JSON.stringify(extra.arm)}; write ${extra.arm}=0 if it has no units`);
  printLine(context, options.json === true ? JSON.stringify(result) : forPeople(result));
  context.finish(stopsPipeline(result) ? 1 : 0);
}

function weightOf(arm: string, weights: readonly ArmNumber[]): number {
  const weight = weights.find((candidate) => candidate.arm === arm);
  if (weight === undefined) throw new CommandFault(`--weights: expected a weight for arm ${JSON.stringify(arm)}, got none; add ${arm}=NUMBER`);
  return weight.value;
}

function forPeople(result: SampleRatio): string {
  const rows = result.arms.map(({ arm, units, expectedShare, observedShare }) => [
    arm,
    formatCount(units),
    formatPercent(expectedShare),
    formatPercent(observedShare),
  ]);
  return [
    formatTable([["arm", "units", "expected", "observed"], ...rows]),
    "",
    `chi-square ${formatNumber(result.chiSquare)} on ${result.degreesOfFreedom} df, p ${result.pValue === null ? "-" : formatPValue(result.pValue)}, ` +
      `p at any look ${formatPValue(result.anytimePValue)}, worst deviation ${result.worstDeviationPoints.toFixed(3)} points`,
    verdictSentence(result),
  ].join("\n");
}
