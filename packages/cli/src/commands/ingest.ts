import { rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Stats } from "node:fs";
import { ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import type { IngestReport, Lake } from "@liftproof/adapters/duckdb";
import { listBronze } from "@liftproof/adapters/files";
import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, pathFrom, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import { parseInstant } from "../attribute/parse-instant.ts";
import { acceptIntoBronze, countEventLines } from "../ingest/accept-into-bronze.ts";
import type { AcceptedLines, EventFile } from "../ingest/accept-into-bronze.ts";
import { damagedText } from "../ingest/damaged-text.ts";
import { refuseOtherFile } from "../input/existing-lake.ts";
import { readKeyRing } from "../input/read-key-ring.ts";
import { counted } from "../output/counted.ts";
import { formatCount } from "../output/format-number.ts";
import { progressBars } from "../output/progress-bars.ts";
import type { ProgressBars } from "../output/progress-bars.ts";
import { conflictLines } from "../output/conflict-lines.ts";
import { reasonCounts } from "../output/reason-lines.ts";
import { makeOutputFolder } from "../output/write-output.ts";

interface IngestOptions {
  readonly from: string;
  readonly lake: string;
  readonly bronze?: string;
  readonly keys?: string;
  readonly receivedAt?: string;
  readonly ownHosts?: string;
  readonly json?: boolean;
}

const BRONZE = "a bronze folder holds raw/event_dt=YYYY-MM-DD/HH/*.ndjson[.gz]; docs/guides/bring-your-events.md says how to make one";

/** `liftproof ingest`: bronze files, or a file of events, into the silver tables of a lake. */
export const ingestCommand: CommandFactory = (context) =>
  commandWithExamples("ingest", "Bring bronze files, or a file of events, into the silver tables of a lake. Bronze files it holds already are passed over.", [
    "ingest --from bronze/ --lake lake.duckdb",
    "ingest --from events.ndjson.gz --lake lake.duckdb --keys keys.json --own-hosts shop.example",
  ])
    .requiredOption("--from <path>", "bronze folder, the one that holds raw/; or an NDJSON file with one event per line, plain or gzip")
    .requiredOption("--lake <file>", "DuckDB file, made if absent")
    .option("--bronze <folder>", "for a file of events: where its bronze goes (default: the folder bronze beside the lake)")
    .option("--keys <file>", "for a file of events: key ring file that verifies click tokens")
    .option("--own-hosts <hosts>", "for a file of events: hosts that are no external referrer, separated by commas")
    .option(
      "--received-at <instant>",
      "for a file of events: when every line was received, ISO 8601 (default: each line's received_ts_us or received_at, else the instant of its event, so that old events are not dated by today)",
    )
    .option("--json", "machine output")
    .action((options: IngestOptions) => run(context, options));

async function run(context: CommandContext, options: IngestOptions): Promise<void> {
  const source = await statusOf(context, options.from);
  await refuseOtherFile(context, options.lake);
  const bars = progressBars(context);
  try {
    if (source.isDirectory()) await intoLake(context, options, { bronze: await bronzeFolder(context, options), bars });
    else await eventsIntoLake(context, options, { source, bars });
  } finally {
    bars.stop();
  }
}

async function eventsIntoLake(context: CommandContext, options: IngestOptions, { source, bars }: { readonly source: Stats; readonly bars: ProgressBars }): Promise<void> {
  const file = await eventFile(context, options, source);
  const total = await countEventLines(context, file);
  const bronze = options.bronze ?? join(dirname(options.lake), "bronze");
  await makeOutputFolder(context, { option: "--bronze", path: bronze });
  const accepted = await acceptIntoBronze(context, file, { root: pathFrom(context, bronze), onLines: (lines) => bars.show("accept", lines, total) });
  await intoLake(context, options, { bronze: pathFrom(context, bronze), bars, accepted, named: bronze });
}

interface BronzeSource {
  readonly bronze: string;
  readonly bars: ProgressBars;
  /** What was said of the lines of a file of events, and what the person calls the bronze folder it went to. */
  readonly accepted?: AcceptedLines;
  readonly named?: string;
}

async function intoLake(context: CommandContext, options: IngestOptions, { bronze, bars, accepted, named }: BronzeSource): Promise<void> {
  const path = pathFrom(context, options.lake);
  const isFresh = await stat(path).then(() => false, () => true);
  const lake = await openLake({ path });
  let keep = true;
  try {
    const report = await ingestBronze({ lake, bronzeRoot: bronze, onProgress: ({ stage, done, total }) => bars.show(stage, done, total) });
    bars.stop();
    if (report.damaged.length > 0 && report.objects + report.known === 0) throw new CommandFault(`${options.from}: expected bronze files to read, got ${damagedText(report.damaged)}`);
    const isNew = report.objects + report.damaged.length > 0;
    if (options.json === true) printLine(context, JSON.stringify(accepted === undefined ? report : { ...report, accepted: { lines: accepted.lines, accepted: accepted.accepted, rejected: accepted.rejected } }));
    else printLine(context, [...(accepted === undefined ? [] : toldOfFile(options.from, accepted, { bronze: named ?? "", isNew })), ...(accepted !== undefined && !isNew ? [] : [forPeople(report)])].join("\n"));
    if (report.damaged.length > 0) {
      context.io.stderr.write(`liftproof: ${options.from}: expected whole bronze files, got ${damagedText(report.damaged)}\n`);
      context.finish(1);
    }
  } catch (cause) {
    // An empty lake made by a run that failed would look like lost data.
    keep = !isFresh || (await holdsObjects(lake));
    throw cause;
  } finally {
    await lake.close();
    if (!keep) await Promise.all([path, `${path}.wal`].map((file) => rm(file, { force: true })));
  }
}

/** Whether a lake holds anything; one that cannot say is taken to. */
async function holdsObjects(lake: Lake): Promise<boolean> {
  const [row] = await lake.all("SELECT count(*) AS objects FROM lake.ingested_objects").catch(() => []);
  return row?.["objects"] !== 0n;
}

async function statusOf(context: CommandContext, path: string): Promise<Stats> {
  try {
    return await stat(pathFrom(context, path));
  } catch (cause) {
    throw new CommandFault(`${path}: expected a bronze folder or an NDJSON file of events, found nothing there; check the path`, { cause });
  }
}

/** The folder, if it is bronze: an empty lake made from another folder would look like lost data. */
async function bronzeFolder(context: CommandContext, { from, bronze, keys, receivedAt, ownHosts }: IngestOptions): Promise<string> {
  const stray = Object.entries({ "--bronze": bronze, "--keys": keys, "--received-at": receivedAt, "--own-hosts": ownHosts }).find(([, value]) => value !== undefined);
  if (stray !== undefined) throw new CommandFault(`${stray[0]}: expected with a file of events only, got the folder ${from}; its lines were judged when they were received`);
  const absolute = pathFrom(context, from);
  if ((await listBronze(absolute)).length === 0) throw new CommandFault(`${from}: expected a bronze folder, got one without bronze files; ${BRONZE}`);
  return absolute;
}

async function eventFile(context: CommandContext, { from, keys, receivedAt, ownHosts }: IngestOptions, source: Stats): Promise<EventFile> {
  if (!source.isFile()) throw new CommandFault(`${from}: expected a bronze folder or an NDJSON file of events, got neither; ${BRONZE}`);
  const receivedAtUs = receivedAt === undefined ? undefined : parseInstant(receivedAt);
  if (receivedAtUs === null || (receivedAtUs ?? 0) < 0) throw new CommandFault(`--received-at: expected ISO 8601 from 1970 on, as in 2026-11-01T00:00:00Z, got ${JSON.stringify(receivedAt)}`);
  const { verify } = createTokenService(keys === undefined ? loadKeyRing({ keys: [] }) : await readKeyRing(context, keys));
  return {
    path: from,
    verify,
    ownHosts: (ownHosts ?? "").toLowerCase().split(",").map((host) => host.trim()).filter((host) => host !== ""),
    rule: { ...(receivedAtUs === undefined ? {} : { receivedAtUs }), otherwiseUs: Math.max(0, Math.floor(source.mtimeMs)) * 1000 },
  };
}

function toldOfFile(from: string, { lines, accepted, rejected, refusals }: AcceptedLines, { bronze, isNew }: { readonly bronze: string; readonly isNew: boolean }): readonly string[] {
  if (!isNew) return [`${from}: nothing new: all ${formatCount(lines)} lines are held already`];
  const reasons = reasonCounts(rejected);
  const all = Object.values(rejected).reduce((sum, count) => sum + count, 0);
  return [
    `${from}: ${counted(lines, "line")}, ${formatCount(accepted)} accepted${reasons === "" ? "" : `, rejected: ${reasons}`}; kept in ${bronze}`,
    ...refusals.map(({ line, code, message }) => `  ${from}:${line}: ${code}: ${message}`),
    ...(all === 0 ? [] : [`  ${all > refusals.length ? "the others" : "their text"}: SELECT code, path, raw_json FROM lake.rejected`]),
  ];
}

function forPeople({ objects, known, lines, events, rejected, duplicates, conflicts }: IngestReport): string {
  return [
    `bronze objects: ${formatCount(objects)} read, ${formatCount(known)} held already`,
    `${counted(lines, "line")}: ${counted(events, "event")}, ${counted(duplicates, "duplicate")}, ${formatCount(rejected)} rejected`,
    ...conflictLines(conflicts),
  ].join("\n");
}
