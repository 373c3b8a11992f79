import { nearestName, openDuckDb } from "@liftproof/adapters/duckdb";
import { attributionRules, meaningfulLabel } from "@liftproof/attribution";
import type { AttributionRules, AttributionRulesInput, ChannelEdition, ProofKnowledge } from "@liftproof/attribution";
import { createTokenService, identityHash } from "@liftproof/click-token/node";
import { CommandFault } from "../command-fault.ts";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";
import { readKeyRing } from "../input/read-key-ring.ts";
import { readPepper } from "../input/read-pepper.ts";
import { readRules } from "../input/read-rules.ts";
import { parseDuration } from "../options/parse-duration.ts";
import { oneOf } from "../options/one-of.ts";
import { watchStatements } from "../output/watch-statements.ts";
import type { JourneyRules } from "./attribute-journeys.ts";
import { isCurrency } from "./is-currency.ts";
import type { FileJourneys, JourneyFiles, OrderFile } from "./journey-files.ts";
import type { JourneyOptions } from "./journey-options.ts";
import { readJourneys } from "./read-journeys.ts";
import { refuseMixed } from "./refuse-mixed.ts";
import { touchColumnsOf } from "./touch-columns.ts";
import type { TouchRules } from "./touch-of-cells.ts";

/** The journeys of the files, and how to attribute them. */
export interface OptionJourneys extends JourneyRules {
  readonly journeys: FileJourneys;
}

/**
 * Reads what the options of `attribute` and `explain` name.
 *
 * @throws CommandFault for options that do not go together and files that hold no journeys; AdapterError for files that cannot be read.
 */
export async function journeysOfOptions(context: CommandContext, touches: string, options: JourneyOptions): Promise<OptionJourneys> {
  requireColumns(options);
  const { files, ...how } = await filesOfOptions(context, touches, options);
  const journeys = await journeysOf(context, files);
  for (const note of strayDirects(files, journeys)) context.io.stderr.write(`note: ${note}\n`);
  return { journeys, ...how };
}

/** The same journeys read under another edition of the channel rules: channels are named when a touch is read. */
export async function journeysUnderEdition(context: CommandContext, touches: string, options: JourneyOptions & { readonly edition: ChannelEdition }): Promise<OptionJourneys> {
  const { files, ...how } = await filesOfOptions(context, touches, options);
  return { journeys: await journeysOf(context, files), ...how };
}

type EditionOptions = JourneyOptions & { readonly edition?: ChannelEdition };

async function filesOfOptions(context: CommandContext, touches: string, options: EditionOptions): Promise<JourneyRules & { readonly files: JourneyFiles }> {
  const rules = await rulesOf(context, options);
  const known = await knownOf(context, options);
  return { files: await filesOf(context, touches, { options, rules }), rules, known };
}

function requireColumns(options: Partial<JourneyOptions>): void {
  for (const [option, column] of [["--identity", options.identity], ["--time", options.time]] as const) {
    if (column === undefined) throw new CommandFault(`${option}: expected a column of the touches, got nothing; add ${option} COLUMN`);
  }
}

/** A hash names the identity as the file writes it. */
async function knownOf(context: CommandContext, { pepperFile, token }: JourneyOptions): Promise<ProofKnowledge> {
  if (pepperFile === undefined) return {};
  if (token === undefined) throw new CommandFault("--token: expected a column because --pepper-file is given, got nothing; add --token COLUMN");
  const pepper = await readPepper(context, pepperFile);
  return { identityHashOf: (identityId) => identityHash(identityId, pepper) };
}

async function journeysOf(context: CommandContext, files: JourneyFiles): Promise<FileJourneys> {
  const duckDb = await openDuckDb();
  try {
    const journeys = await watchStatements(context, duckDb, () => readJourneys(duckDb, files));
    refuseMixed(files.orders?.name ?? files.name, journeys.orders, files.currency);
    return journeys;
  } finally {
    await duckDb.close();
  }
}

async function rulesOf(context: CommandContext, options: EditionOptions): Promise<AttributionRules> {
  // Repeats are not taken together unless the rules say so: a file may list what its owner already cleaned.
  const input: AttributionRulesInput = { collapseGapUs: null, ...(options.rules === undefined ? {} : await readRules(context, options.rules)) };
  const { lookback } = options;
  return attributionRules({
    ...input,
    ...(options.edition === undefined ? {} : { channelEdition: options.edition }),
    ...(lookback === undefined ? {} : { lookbackUs: lookback === "none" ? null : parseDuration("--lookback", lookback) }),
    ...(options.conversionIsTouch === true ? { conversionIsTouch: true } : {}),
    ...(options.reset === true ? { resetAtOrder: true } : {}),
  });
}

async function filesOf(
  context: CommandContext,
  path: string,
  { options, rules }: { readonly options: JourneyOptions; readonly rules: AttributionRules },
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

function orderFileOf(context: CommandContext, options: JourneyOptions): OrderFile | undefined {
  const { orders, orderId, orderTime, orderValue, orderCheckout, conversion } = options;
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
    ...(orderCheckout === undefined ? {} : { checkout: orderCheckout }),
  };
}

async function touchRulesOf(context: CommandContext, { token, keys, clickStatus, ownCode, direct }: JourneyOptions, rules: AttributionRules): Promise<TouchRules> {
  if (token !== undefined && clickStatus !== undefined) throw new CommandFault("--click-status: expected either --token or --click-status, got both; leave one out");
  if (ownCode !== undefined && token === undefined) throw new CommandFault("--token: expected a column because --own-code is given, got nothing; add --token COLUMN");
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

/** A word for every channel of `--direct` that no touch has: a misspelt one would change the winners without a word. Words that mean direct in any file change nothing. */
function strayDirects({ name, touchRules }: JourneyFiles, { channels }: FileJourneys): readonly string[] {
  return [...touchRules.directChannels]
    .filter((channel) => meaningfulLabel(channel) !== null && !channels.has(channel))
    .map((channel) => {
      const near = nearestName(channel, [...channels]);
      return `--direct: expected channels of ${name}, got ${JSON.stringify(channel)}, which no touch has; ${near === undefined ? "leave it out or check its spelling" : `did you mean ${JSON.stringify(near)}?`}`;
    });
}

/** The currency that an option names for amounts that state none. @throws CommandFault when it is none. */
export function currencyCode(text: string): string {
  const code = text.trim().toUpperCase();
  if (!isCurrency(code)) throw new CommandFault(`--currency: expected a code of ISO 4217, as in EUR, got ${JSON.stringify(text)}`);
  return code;
}
