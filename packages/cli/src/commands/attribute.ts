import { attributeOrders, channelChangeLines, channelChanges, pathTransforms } from "@liftproof/attribution";
import type { AttributionFact, ChannelChanges } from "@liftproof/attribution";
import { minorDigits } from "@liftproof/reporting";
import { openDuckDb } from "@liftproof/adapters/duckdb";
import { commandWithExamples, pathFrom, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { attributeJourneys, journeyInput } from "../attribute/attribute-journeys.ts";
import type { AttributionSummary, ModelChoice } from "../attribute/attribute-journeys.ts";
import { factLine } from "../attribute/fact-line.ts";
import { withJourneyOptions } from "../attribute/journey-options.ts";
import type { JourneyOptions } from "../attribute/journey-options.ts";
import { currencyCode, journeysOfOptions, journeysUnderEdition } from "../attribute/journeys-of-options.ts";
import type { OptionJourneys } from "../attribute/journeys-of-options.ts";
import { readSpend } from "../attribute/read-spend.ts";
import type { FileSpend } from "../attribute/read-spend.ts";
import { mergedCounts, rejectedLines } from "../attribute/rejected-rows.ts";
import type { RejectedRows } from "../attribute/rejected-rows.ts";
import { spendSummary } from "../attribute/spend-summary.ts";
import type { SpendSum } from "../attribute/spend-summary.ts";
import { spendWarnings } from "../attribute/spend-warnings.ts";
import { spentTouchesLine } from "../attribute/spent-touches-line.ts";
import { oneOf } from "../options/one-of.ts";
import { parseModels } from "../options/parse-models.ts";
import { counted } from "../output/counted.ts";
import { formatCount } from "../output/format-number.ts";
import { moneyFormat } from "../output/format-money.ts";
import { lostRowsLine } from "../output/lost-rows-line.ts";
import { formatTable } from "../output/format-table.ts";
import { reasonLines } from "../output/reason-lines.ts";
import { writeOutput } from "../output/write-output.ts";

interface AttributeOptions extends JourneyOptions {
  readonly model: string;
  readonly transform: string;
  readonly compareChannels?: string;
  readonly spend?: string;
  readonly facts?: string;
  readonly json?: boolean;
}

/** `liftproof attribute`: which channels earned the orders of a file. */
export const attributeCommand: CommandFactory = (context) =>
  withJourneyOptions(
    commandWithExamples("attribute", "Attribute the orders of a file to the channels of its touches.", [
      "attribute touches.csv --identity customer_id --time time --channel channel --conversion conversion --value conversion_value",
      "attribute touches.csv.gz --identity customer --time at --source utm_source --medium utm_medium \\\n      --orders orders.csv --order-id id --order-time at --order-value value --model last-non-direct,linear,markov:1",
      "attribute touches.csv --identity customer --time at --token ct --keys keys.json --rules rules.yaml \\\n      --orders orders.csv --order-id id --order-time at --facts facts.ndjson",
      "attribute touches.csv --identity customer --time at --channel channel --conversion conversion --value value --spend spend.csv",
    ]).argument("<touches>", "CSV, NDJSON or Parquet, plain or gzip: one row per touch"),
  )
    .option("--model <models>", "last-non-direct, first, last, linear, position, time-decay, markov:1, shapley; the last two start journeys anew after each order", "last-non-direct")
    .option("--transform <name>", `what happens to a path before several touches share an order: ${pathTransforms.join(", ")}`, "as-is")
    .option("--compare-channels <edition>", "which orders change channel under another edition of the channel rules: 2023-11 or 2026-05")
    .option("--spend <file>", "what was paid, for cost per order and return: columns channel, day, amount, and campaign and currency if it has them")
    .option("--facts <file>", "write one JSON line per order: which touch won and why")
    .option("--json", "machine output")
    .action((touches: string, options: AttributeOptions) => run(context, touches, options));

async function run(context: CommandContext, touches: string, options: AttributeOptions): Promise<void> {
  const choice = { models: parseModels(options.model), transform: oneOf("--transform", options.transform, pathTransforms) };
  const edition = options.compareChannels === undefined ? undefined : oneOf("--compare-channels", options.compareChannels, ["2023-11", "2026-05"]);
  const { journeys, ...how } = await journeysOfOptions(context, touches, options);
  const { summary, facts } = attributeJourneys(journeys, how, choice);
  if (options.facts !== undefined) {
    await writeOutput(context, { option: "--facts", path: options.facts }, facts.map((fact) => `${factLine(fact)}\n`).join(""));
  }
  const changes = edition === undefined ? undefined : channelChanges(facts, await factsUnder(context, touches, { ...options, edition }));
  if (edition !== undefined && options.channel !== undefined) context.io.stderr.write("note: --compare-channels: a channel that --channel names is the same under every edition; leave --channel out and name --source, --medium and --campaign\n");
  const spent = options.spend === undefined ? undefined : await spendOf(context, { journeys, ...how }, { ...options, ...choice, spend: options.spend });
  if (options.json === true) {
    const rejectedRows = mergedCounts([...journeys.rejectedByFile, ...(spent === undefined ? [] : [spent.file.rejected])]);
    printLine(context, JSON.stringify({ ...summary, rejectedRows, ...(changes === undefined ? {} : { channelChanges: changes }), ...(spent === undefined ? {} : { spend: spent.sums, spendWarnings: spent.warnings }) }));
    return;
  }
  printLine(context, forPeople(summary, journeys.rejectedByFile, spent?.warnings));
  const spentTouches = spentTouchesLine(journeyInput(journeys, how), { models: choice.models, ordersWithoutTouch: summary.ordersWithoutTouch });
  if (spentTouches !== undefined) printLine(context, `\n${spentTouches}`);
  if (spent !== undefined) printLine(context, spendText(spent));
  if (changes !== undefined) printLine(context, changesText(changes, edition ?? ""));
}

interface Spent {
  readonly file: FileSpend;
  readonly warnings: readonly string[];
  readonly sums: Readonly<Record<string, readonly SpendSum[]>>;
}

async function spendOf(context: CommandContext, { journeys, ...how }: OptionJourneys, options: Omit<AttributeOptions, "spend" | "model" | "transform"> & ModelChoice & { readonly spend: string }): Promise<Spent> {
  const { spend: path, models, transform, campaign, token } = options;
  const duckDb = await openDuckDb();
  try {
    const orderCurrency = journeys.orders[0]?.currency;
    const given = options.currency === undefined ? {} : { currency: currencyCode(options.currency) };
    const file = await readSpend(duckDb, { path: pathFrom(context, path), name: path, decimal: oneOf("--decimal", options.decimal, [".", ","]), ...given, ...(orderCurrency === undefined ? {} : { orderCurrency }) });
    const currency = orderCurrency ?? file.rows[0]?.currency ?? "";
    // Campaigns are paid for by name, but only touches with a campaign earn by it.
    const byCampaign = file.hasCampaigns && (campaign !== undefined || token !== undefined);
    return { file, warnings: spendWarnings(file, { journeys, rules: how.rules, currency }), sums: spendSummary(journeyInput(journeys, how), { models, transform, spend: file.rows, byCampaign, currency }) };
  } finally {
    await duckDb.close();
  }
}

function spendText({ file, sums }: Spent): string {
  const lines = Object.entries(sums).flatMap(([model, rows]) => {
    const named = rows.some(({ campaign }) => campaign !== null);
    const body = rows.map(({ channel, campaign, currency, orders, value, spend, costPerOrder, roas }) => {
      const money = moneyFormat(currency);
      return [channel, ...(named ? [campaign ?? "-"] : []), ordersText(orders, rows), money(value), money(spend), costPerOrder === null ? "-" : money(costPerOrder), roas === null ? "-" : roas.toFixed(2), currency];
    });
    return ["", `${model}, beside what was paid`, formatTable([["channel", ...(named ? ["campaign"] : []), "orders", "value", "spend", "cost per order", "ROAS", "currency"], ...body])];
  });
  return [...lines, ...rejectedLines(file.rejected)].join("\n");
}

async function factsUnder(context: CommandContext, touches: string, options: Parameters<typeof journeysUnderEdition>[2]): Promise<readonly AttributionFact[]> {
  const { journeys, ...how } = await journeysUnderEdition(context, touches, options);
  return attributeOrders(journeyInput(journeys, how));
}

function changesText(changes: ChannelChanges, edition: string): string {
  return ["", `under the channels of ${edition}`, ...channelChangeLines(changes, { minorDigits })].join("\n");
}

function forPeople(summary: AttributionSummary, files: readonly RejectedRows[], others: readonly string[] = []): string {
  const money = moneyFormat(summary.currency);
  const parts = [`${counted(summary.orders, "order")}, ${money(summary.value)} ${summary.currency ?? ""}`.trimEnd(), `${formatCount(summary.ordersWithoutTouch)} without a touch`];
  const warnings = [...files.flatMap(({ name, rows, rejected }) => lostRowsLine({ name, read: rows, rejected: { ...rejected.counts() } }) ?? []), ...others];
  const lines = [...warnings, ...(warnings.length === 0 ? [] : [""]), parts.join(", ")];
  for (const [model, channels] of Object.entries(summary.models)) {
    const rows = channels.map(({ channel, orders, value }) => [channel, ordersText(orders, channels), money(value)]);
    lines.push("", model, formatTable([["channel", "orders", "value"], ...rows]));
  }
  if (summary.proof !== undefined) {
    const { ordersWithProof, ordersMoved, valueMoved } = summary.proof;
    lines.push("", `proof won ${counted(ordersWithProof, "order")}; ${formatCount(ordersMoved)} of them (${money(valueMoved)}) would have another channel without it`);
  }
  return [...lines, ...reasonLines("touches rejected", withoutOwnEvents(summary.rejectedTouches)), ...files.flatMap(rejectedLines)].join("\n");
}

/** An order's own row is no lost touch, and people would read it as one; `--json` counts it. */
function withoutOwnEvents(counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).filter(([reason]) => reason !== "own_event"));
}

/** Whole orders where a model gives whole ones; else two decimals in every row, so that they stand aligned. */
function ordersText(orders: number, channels: readonly { readonly orders: number }[]): string {
  if (channels.every((channel) => Number.isInteger(channel.orders))) return formatCount(orders);
  return orders.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
