import { phasedSampleRatio } from "@liftproof/srm";
import type { SplitPhase } from "@liftproof/srm";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { collect } from "../options/collect.ts";
import { armUnits, parseArmNumbers, parseWeights } from "../options/parse-arm-numbers.ts";
import type { ArmNumber } from "../options/parse-arm-numbers.ts";
import { parseNumber, positiveNumber } from "../options/parse-number.ts";
import { isTooSmallToTell, stopsPipeline } from "../output/split-verdict.ts";
import { splitText } from "../srm/split-text.ts";

interface SrmOptions {
  readonly weights?: string;
  readonly phase: readonly string[];
  readonly interim?: boolean;
  readonly concentration?: string;
  readonly previousP?: string;
  readonly json?: boolean;
}

/** `liftproof srm a=44700 b=45489`: can the split be trusted. */
export const srmCommand: CommandFactory = (context) =>
  commandWithExamples("srm", "Check that units reached the arms in the promised proportions.", [
    "srm a=44700 b=45489",
    "srm control=9200 treatment=800 --weights control=9,treatment=1 --json",
    "srm --phase 'control=9050,treatment=950 of control=9,treatment=1' --phase 'control=5210,treatment=5190 of control=1,treatment=1'",
  ])
    .argument("[arm=units...]", "analyzed units of each arm")
    .option("--weights <arm=weight,...>", "promised proportions (default: equal)")
    .option("--phase <counts>", "'ARM=UNITS,... of ARM=WEIGHT,...': one stretch of time with its own weights, in place of arm=units; may repeat", collect, [])
    .option("--interim", "the experiment still runs: only the p-value that holds at every look may warn")
    .option("--previous-p <p>", "smallest anytime p of earlier looks; evidence once found is kept")
    .option("--concentration <n>", "one concentration of the anytime test in place of the mixture of 100 to 100,000")
    .option("--json", "machine output")
    .action((words: string[], options: SrmOptions) => run(context, words, options));

function run(context: CommandContext, words: readonly string[], options: SrmOptions): void {
  const { interim = false, concentration, previousP } = options;
  const result = phasedSampleRatio(phasesOf(words, options), {
    interim,
    ...(concentration === undefined ? {} : { concentration: parseNumber("--concentration", concentration, positiveNumber) }),
    ...(previousP === undefined ? {} : { previousAnytimePValue: parseNumber("--previous-p", previousP, { expected: "a number from 0 to 1", holds: (value) => value >= 0 && value <= 1 }) }),
  });
  printLine(context, options.json === true ? JSON.stringify({ ...result, tooFewUnits: isTooSmallToTell(result) }) : splitText(result, interim));
  context.finish(stopsPipeline(result) ? 1 : 0);
}

function phasesOf(words: readonly string[], { phase: texts, weights: weightsText }: SrmOptions): readonly SplitPhase[] {
  if (texts.length === 0) {
    if (words.length === 0) throw new CommandFault("arms: expected units of at least two, as in a=44700 b=45489, or --phase, got neither");
    return [phaseOf(1, { words, weightsText, place: "arms", weightsPlace: "--weights" })];
  }
  if (words.length > 0 || weightsText !== undefined) {
    throw new CommandFault(`--phase: expected every count and weight in a --phase, got ${words.length > 0 ? words.join(" ") : "--weights"} beside it; write --phase '${words.length > 0 ? words.join(",") : "a=1,b=1"} of ${weightsText ?? "a=1,b=1"}'`);
  }
  return texts.map((text, index) => {
    const [counts = "", weights, ...more] = text.split(/\s+of\s+/u);
    if (more.length > 0) throw new CommandFault(`--phase: expected 'ARM=UNITS,... of ARM=WEIGHT,...', got ${JSON.stringify(text)}`);
    return phaseOf(index + 1, { words: counts.split(",").map((word) => word.trim()), weightsText: weights?.trim(), place: "--phase", weightsPlace: "--phase, weights" });
  });
}

interface PhaseText {
  readonly words: readonly string[];
  readonly weightsText: string | undefined;
  readonly place: string;
  readonly weightsPlace: string;
}

function phaseOf(phase: number, { words, weightsText, place, weightsPlace }: PhaseText): SplitPhase {
  const counts = parseArmNumbers(place, words, armUnits);
  if (counts.length < 2) throw new CommandFault(`${place}: expected at least two, as in a=44700 b=45489, got one`);
  const weights = weightsText === undefined ? counts.map(({ arm }) => ({ arm, value: 1 })) : parseWeights(weightsText, weightsPlace);
  const extra = weights.find(({ arm }) => counts.every((count) => count.arm !== arm));
  if (extra !== undefined) throw new CommandFault(`${weightsPlace}: expected only arms that have a count, got ${JSON.stringify(extra.arm)}; write ${extra.arm}=0 if it has no units`);
  return { phase, arms: counts.map(({ arm, value }) => ({ arm, units: value, weight: weightOf(arm, { weights, weightsPlace }) })) };
}

function weightOf(arm: string, { weights, weightsPlace }: { readonly weights: readonly ArmNumber[]; readonly weightsPlace: string }): number {
  const weight = weights.find((candidate) => candidate.arm === arm);
  if (weight === undefined) throw new CommandFault(`${weightsPlace}: expected a weight for arm ${JSON.stringify(arm)}, got none; add ${arm}=NUMBER`);
  return weight.value;
}
