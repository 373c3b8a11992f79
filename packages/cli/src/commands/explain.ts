import { attributionRules, explainOrder } from "@liftproof/attribution";
import type { AttributionInput } from "@liftproof/attribution";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { journeyInput } from "../attribute/attribute-journeys.ts";
import { withJourneyOptions } from "../attribute/journey-options.ts";
import type { JourneyOptions } from "../attribute/journey-options.ts";
import { journeysOfOptions } from "../attribute/journeys-of-options.ts";
import { lakeJourney } from "../explain/lake-journey.ts";
import type { StoredFact } from "../explain/lake-journey.ts";
import { orderStory } from "../explain/order-story.ts";
import { storyText } from "../explain/story-text.ts";
import { existingLake } from "../input/existing-lake.ts";
import { readRules } from "../input/read-rules.ts";

interface ExplainOptions extends JourneyOptions {
  readonly order: string;
  readonly lake?: string;
  readonly json?: boolean;
}

/** `liftproof explain`: why an order got its channel. */
export const explainCommand: CommandFactory = (context) =>
  withJourneyOptions(
    commandWithExamples("explain", "Say why an order got its channel: every touch and what became of it, the rule that decided, and what would have won without proof.", [
      "explain --lake lake.duckdb --order 1042",
      "explain --lake lake.duckdb --order 1042 --rules config/rules.yaml --json",
      "explain touches.csv --order 1042 --identity customer --time at --channel channel \\\n      --orders orders.csv --order-id id --order-time at",
    ]).argument("[touches]", "CSV, NDJSON or Parquet, plain or gzip: one row per touch, described by the options of attribute"),
  )
    .requiredOption("--order <id>", "the order")
    .option("--lake <file>", "instead of a file of touches: DuckDB file with a finished build")
    .option("--json", "machine output")
    .action((touches: string | undefined, options: ExplainOptions) => run(context, touches, options));

interface Found {
  readonly input: AttributionInput;
  /** What the lake says; absent for files. */
  readonly stored?: StoredFact;
}

async function run(context: CommandContext, touches: string | undefined, options: ExplainOptions): Promise<void> {
  const { order, lake } = options;
  if ((touches === undefined) === (lake === undefined)) {
    throw new CommandFault(`--lake: expected either a file of touches or --lake FILE, got ${lake === undefined ? "neither; say where the order is" : "both; leave one out"}`);
  }
  const place = lake ?? options.orders ?? touches ?? "";
  const found = touches === undefined ? await inLake(context, options) : await inFiles(context, touches, options);
  const explanation = found === undefined ? undefined : explainOrder(found.input, order);
  if (found === undefined || explanation === undefined) throw new CommandFault(`--order: expected an order of ${place}, got ${JSON.stringify(order)}, which it does not hold; check the id`);
  const story = orderStory(explanation);
  const note = found.stored === undefined ? undefined : disagreement(found.stored, explanation.fact);
  if (note !== undefined) context.io.stderr.write(`note: ${note}\n`);
  printLine(context, options.json === true ? JSON.stringify({ ...story, ...(found.stored === undefined ? {} : { lake: found.stored }) }) : storyText(story));
}

async function inFiles(context: CommandContext, touches: string, options: ExplainOptions): Promise<Found> {
  const { journeys, ...how } = await journeysOfOptions(context, touches, options);
  return { input: journeyInput(journeys, how) };
}

async function inLake(context: CommandContext, { lake: path = "", order, rules: file, ...others }: ExplainOptions): Promise<Found | undefined> {
  const [stray] = Object.keys(others).filter((option) => option !== "decimal" && option !== "json");
  if (stray !== undefined) {
    throw new CommandFault(`--${stray.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}: expected nothing beside --lake, --order, --rules and --json, got a choice about files; leave it out`);
  }
  const rules = attributionRules(file === undefined ? {} : await readRules(context, file));
  const lake = await existingLake(context, path, { readOnly: true });
  try {
    return await lakeJourney(lake, order, rules);
  } finally {
    await lake.close();
  }
}

/** The lake's row is of the rules it was built with. */
function disagreement(stored: StoredFact, { rulesHash: hash, channel }: { readonly rulesHash: string; readonly channel: string }): string | undefined {
  if (stored.rulesHash === hash) return undefined;
  return `--rules: expected the rules of the lake's latest build (${stored.rulesHash}), got others (${hash}); the lake says ${stored.channel}${stored.channel === channel ? " as well" : `, these rules say ${channel}`}`;
}
