import { nearestName, openDuckDb } from "@liftproof/adapters/duckdb";
import { attributionRules } from "@liftproof/attribution";
import type { AttributionRules, AttributionRulesInput } from "@liftproof/attribution";
import { createTokenService } from "@liftproof/click-token/node";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, pathFrom, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { attributeJourneys } from "../attribute/attribute-journeys.ts";
import type { AttributionSummary } from "../attribute/attribute-journeys.ts";
import { isCurrency } from "../attribute/is-currency.ts";
import { factLine } from "../attribute/fact-line.ts";
import { readJourneys } from "../attribute/read-journeys.ts";
import type { FileJourneys, JourneyFiles, OrderFile } from "../attribute/journey-files.ts";
import { touchColumnsOf } from "../attribute/touch-columns.ts";
import type { TouchColumns } from "../attribute/touch-columns.ts";
import type { TouchRules } from "../attribute/touch-of-cells.ts";
import type { RejectedRows } from "../attribute/rejected-rows.ts";
import { readKeyRing } from "../input/read-key-ring.ts";
import { readRules } from "../input/read-rules.ts";
import { parseDuration } from "../options/parse-duration.ts";
import { parseModels } from "../options/parse-models.ts";
import { oneOf } from "../options/one-of.ts";
import { formatCount } from "../output/format-number.ts";
import { moneyFormat } from "../output/format-money.ts";
import { formatTable } from "../output/format-table.ts";
import { reasonLines } from "../output/reason-lines.ts";
import { watchStatements } from "../output/watch-statements.ts";
import { writeOutput } from "../output/write-output.ts";

interface AttributeOptions extends TouchColumns {
  readonly keys?: string;
  readonly orders?: string;
  readonly orderIdentity?: string;
  readonly orderId?: string;
  readonly orderTime?: string;
  readonly orderValue?: string;
  readonly conversionIsTouch?: boolean;
  readonly rules?: string;
  readonly lookback?: string;
  readonly direct?: string;
  readonly reset?: boolean;
  readonly model: string;
  readonly currency?: string;
  readonly timeUnit?: string;
  readonly decimal: string;
  readonly facts?: string;
  readonly json?: boolean;
}

/** `liftproof attribute`: which channels earned the orders of a file. */
export const attributeCommand: CommandFactory = (context) =>
  commandWithExamples("attribute", "Attribute the orders of a file to the channels of its touches.", [
    "attribute touches.csv --identity customer_id --time time --channel channel --conversion conversion --value conversion_value",
    "attribute touches.csv.gz --identity customer --time at --source utm_source --medium utm_medium \\\n      --orders orders.csv --order-id id --order-time at --order-value value --model last-non-direct,linear,markov:1",
  ])
    .argument("<touches>", "CSV, NDJSON or Parquet, plain or gzip: one row per touch")
    .requiredOption("--identity <column>", "column of the person")
    .requiredOption("--time <column>", "column of the instant: ISO 8601 (UTC without a zone), or numbers with --time-unit")
    .option("--channel <column>", "column of the channel; without it the channel follows from source, medium and campaign")
    .option("--source <column>", "column of the source")
    .option("--medium <column>", "column of the medium")
    .option("--campaign <column>", "column of the campaign")
    .option("--event-id <column>", "column of the touch's id (default: the row's number)")
    .option("--token <column>", "column of the click token; needs --keys")
    .option("--keys <file>", "key ring file that verifies tokens")
    .option("--click-status <column>", "column that says whether the click was verified, judged elsewhere")
    .option("--device <column>", "column of the device, for the fraud filter of --rules")
    .option("--orders <file>", "file of orders")
    .option("--order-identity <column>", "its column of the person (default: that of --identity)")
    .option("--order-id <column>", "its column of the order id")
    .option("--order-time <column>", "its column of the instant")
    .option("--order-value <column>", "its column of the amount (default: orders have no value)")
    .option("--conversion <column>", "instead of --orders: 1 or true marks rows that are orders")
    .option("--value <column>", "their amount (default: orders have no value)")
    .option("--conversion-is-touch", "a conversion row may win its own order")
    .option("--rules <file>", "rules.yaml")
    .option("--lookback <duration>", "how old a touch may be: 7d, 36h, none (default: 7d)")
    .option("--direct <channels>", "channels that win only when there is no other, as direct does; separated by commas")
    .option("--reset", "do not use touches up to an earlier order again")
    .option("--model <models>", "last-non-direct, first, last, linear, position, time-decay, markov:1, shapley", "last-non-direct")
    .option("--currency <code>", "currency of every amount (default: the column currency; EUR when there is none)")
    .option("--time-unit <unit>", "times are numbers: s, ms or us")
    .option("--decimal <mark>", "decimal mark of amounts: . or ,", ".")
    .option("--facts <file>", "write one JSON line per order: which touch won and why")
    .option("--json", "machine output")
    .action((touches: string, options: AttributeOptions) => run(context, touches, options));

async function run(context: CommandContext, touches: string, options: AttributeOptions): Promise<void> {
  const models = parseModels(options.model);
  const rules = await rulesOf(context, options);
  const files = await filesOf(context, touches, { options, rules });
  const journeys = await journeysOf(context, files);
  for (const note of strayDirects(files, journeys)) context.io.stderr.write(`note: ${note}\n`);
  const { summary, facts } = attributeJourneys(journeys, rules, models);
  if (options.facts !== undefined) {
    await writeOutput(context, { option: "--facts", path: options.facts }, facts.map((fact) => `${factLine(fact)}\n`).join(""));
  }
  printLine(context, options.json === true ? JSON.stringify(summary) : forPeople(summary, journeys.rejectedByFile));
}

async function journeysOf(context: CommandContext, files: JourneyFiles): Promise<FileJourneys> {
  const duckDb = await openDuckDb();
  try {
    return await watchStatements(context, duckDb, () => readJourneys(duckDb, files));
  } finally {
    await duckDb.close();
  }
}

async function rulesOf(context: CommandContext, options: AttributeOptions): Promise<AttributionRules> {
  // Repeats are not taken together unless the rules say so: a file may list what its owner already cleaned.
  const input: AttributionRulesInput = { collapseGapUs: null, ...(options.rules === undefined ? {} : await readRules(context, options.rules)) };
  const { lookback } = options;
  return attributionRules({
    ...input,
    ...(lookback === undefined ? {} : { lookbackUs: lookback === "none" ? null : parseDuration("--lookback", lookback) }),
    ...(options.conversionIsTouch === true ? { conversionIsTouch: true } : {}),
    ...(options.reset === true ? { resetAtOrder: true } : {}),
  });
}

async function filesOf(
  context: CommandContext,
  path: string,
  { options, rules }: { readonly options: AttributeOptions; readonly rules: AttributionRules },
): Promise<JourneyFiles> {
  const { channel, source, medium, campaign, token, currency, timeUnit } = options;
  if (channel === undefined && source === undefined && medium === undefined && campaign === undefined && token === undefined) {
    throw new CommandFault("--channel: expected a column of the channel, or --source, --medium or --campaign, got none of them; name at least one");
  }
  const orders = orderFileOf(context, options);
  return {
    path: pathFrom(context, path),
    name: path,
    columns: touchColumnsOf(options),
    ...(orders === undefined ? {} : { orders }),
    ...(timeUnit === undefined ? {} : { timeUnit: oneOf("--time-unit", timeUnit, ["s", "ms", "us"]) }),
    decimal: oneOf("--decimal", options.decimal, [".", ","]),
    ...(currency === undefined ? {} : { currency: currencyCode(currency) }),
    touchRules: await touchRulesOf(context, options, rules),
  };
}

function orderFileOf(context: CommandContext, options: AttributeOptions): OrderFile | undefined {
  const { orders, orderId, orderTime, orderValue, conversion } = options;
  if ((orders === undefined) === (conversion === undefined)) {
    throw new CommandFault(`--orders: expected either --orders FILE or --conversion COLUMN, got ${orders === undefined ? "neither; say where the orders are" : "both; leave one out"}`);
  }
  if (orders === undefined) return undefined;
  if (orderId === undefined || orderTime === undefined) {
    throw new CommandFault(`--${orderId === undefined ? "order-id" : "order-time"}: expected a column of ${orders}, got nothing; add --${orderId === undefined ? "order-id" : "order-time"} COLUMN`);
  }
  return {
    path: pathFrom(context, orders),
    name: orders,
    identity: options.orderIdentity ?? options.identity,
    orderId,
    time: orderTime,
    ...(orderValue === undefined ? {} : { value: orderValue }),
  };
}

async function touchRulesOf(context: CommandContext, { token, keys, clickStatus, direct }: AttributeOptions, rules: AttributionRules): Promise<TouchRules> {
  if (token !== undefined && clickStatus !== undefined) throw new CommandFault("--click-status: expected either --token or --click-status, got both; leave one out");
  if ((token === undefined) !== (keys === undefined)) {
    throw new CommandFault(token === undefined ? "--token: expected a column because --keys is given, got nothing; add --token COLUMN" : "--keys: expected a key ring file because --token is given, got nothing; add --keys FILE");
  }
  return {
    rules,
    directChannels: directChannelsOf(direct),
    ...(keys === undefined ? {} : { verify: createTokenService(await readKeyRing(context, keys)).verify }),
  };
}

function directChannelsOf(text: string | undefined): ReadonlySet<string> {
  const names = text?.split(",").map((name) => name.trim()) ?? [];
  if (names.includes("")) throw new CommandFault(`--direct: expected channels separated by commas, as in App,Push, got ${JSON.stringify(text)}; take out the empty one`);
  return new Set(names);
}

/** A word for every channel of `--direct` that no touch has: a misspelt one would change the winners without a word. */
function strayDirects({ name, touchRules }: JourneyFiles, { channels }: FileJourneys): readonly string[] {
  return [...touchRules.directChannels]
    .filter((channel) => !channels.has(channel))
    .map((channel) => {
      const near = nearestName(channel, [...channels]);
      return `--direct: expected channels of ${name}, got ${JSON.stringify(channel)}, which no touch has; ${near === undefined ? "leave it out or check its spelling" : `did you mean ${JSON.stringify(near)}?`}`;
    });
}

function currencyCode(text: string): string {
  const code = text.trim().toUpperCase();
  if (!isCurrency(code)) throw new CommandFault(`--currency: expected a code of ISO 4217, as in EUR, got ${JSON.stringify(text)}`);
  return code;
}

function forPeople(summary: AttributionSummary, files: readonly RejectedRows[]): string {
  const money = moneyFormat(summary.currency);
  const parts = [`${formatCount(summary.orders)} orders, ${money(summary.value)} ${summary.currency ?? ""}`.trimEnd(), `${formatCount(summary.ordersWithoutTouch)} without a touch`];
  const lines = [parts.join(", ")];
  for (const [model, channels] of Object.entries(summary.models)) {
    const rows = channels.map(({ channel, orders, value }) => [channel, ordersText(orders, channels), money(value)]);
    lines.push("", model, formatTable([["channel", "orders", "value"], ...rows]));
  }
  if (summary.proof !== undefined) {
    const { ordersWithProof, ordersMoved, valueMoved } = summary.proof;
    lines.push("", `proof won ${formatCount(ordersWithProof)} orders; ${formatCount(ordersMoved)} of them (${money(valueMoved)}) would have another channel without it`);
  }
  return [...lines, ...reasonLines("touches rejected", summary.rejectedTouches), ...files.flatMap(({ name, rejected }) => reasonLines(`rows of ${name} not used`, rejected.counts()))].join("\n");
}

/** Whole orders where a model gives whole ones; else two decimals in every row, so that they stand aligned. */
function ordersText(orders: number, channels: readonly { readonly orders: number }[]): string {
  if (channels.every((channel) => Number.isInteger(channel.orders))) return formatCount(orders);
  return orders.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
