import { decidingEstimate, lookOf } from "@liftproof/reporting";
import type { ReportExperiment, ReportInput, ReportRow, ShownEstimate } from "@liftproof/reporting";
import type { ExperimentTruth, MarketplaceTruth } from "@liftproof/simulator";
import { formatCount, formatInterval, formatNumber, formatPercent } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";

/** Truth beside estimate, for people. */
export function truthText(report: ReportInput, truth: MarketplaceTruth): string {
  return [
    "Experiments: true lift beside the estimate",
    experimentTable(report, truth),
    "",
    "Split of each experiment",
    splitTable(report, truth),
    "",
    "Orders by channel: what really brought them beside last non-direct touch, proof first",
    channelTable(report, truth),
    "",
    "What went wrong on the wire, as made and as found",
    wireTable(report, truth),
  ].join("\n");
}

function experimentTable({ experiments }: ReportInput, truth: MarketplaceTruth): string {
  const rows = experiments.flatMap((experiment) => {
    const known = truth.experiments.find(({ expId }) => expId === experiment.definition.expId);
    return known === undefined ? [] : experimentRows(experiment, known);
  });
  return formatTable([["experiment", "nature", "metric", "true lift", "estimate", "95% interval", "true value inside", "look that decides", "decision"], ...rows]);
}

/** Estimates of the look and of the kind that the decision reads. */
function experimentRows(experiment: ReportExperiment, known: ExperimentTruth): string[][] {
  const { definition, sampleRatio } = experiment;
  const { rows, asOfUs } = lookOf(experiment);
  const isBroken = sampleRatio?.verdict === "kill" || sampleRatio?.verdict === "warn" || rows.some(({ decision }) => decision === "invalid");
  const day = asOfUs === null ? "-" : new Date(asOfUs / 1000).toISOString().slice(0, 10);
  return rows.flatMap((row) => {
    const metric = known.metrics.find((candidate) => candidate.metric === row.metric);
    if (metric === undefined) return [];
    const shown = decidingEstimate(row);
    const lift = shown.lift === null ? "-" : formatPercent(shown.lift);
    const trueLift = metric.trueLift === null ? "-" : formatPercent(metric.trueLift);
    return [[definition.expId, known.nature.replaceAll("_", " "), row.metric, trueLift, lift, intervalText(shown), inside(shown, metric.trueDifference), `${day}, ${shown.name ?? "raw"}`, isBroken ? "invalid" : decisionText(row)]];
  });
}

/** One experiment has one decision, made on its primary metric; a guardrail has a verdict of its own. */
function decisionText(row: ReportRow): string {
  const { role, decision, guardrailVerdict } = row;
  if (role === "guardrail") return guardrailVerdict === undefined || guardrailVerdict === null ? "guardrail" : `guardrail: ${guardrailVerdict.replaceAll("_", "-")}${marginText(row)}`;
  return role === "secondary" ? "-" : (decision ?? "-");
}

/** A verdict without its margin says nothing: any treatment keeps a margin that is wide enough. */
function marginText({ margin = null, test }: ReportRow): string {
  if (margin === null || test === null) return "";
  return test === "pooled-score" ? `, margin ${formatNumber(margin * 100)} pp` : `, margin ${formatNumber(margin)}`;
}

function intervalText({ lift, low, high, liftLow, liftHigh, name }: ShownEstimate): string {
  // A confidence sequence has ends in the units of the metric only.
  if (lift !== null && liftLow === null && name !== null && low !== null && high !== null) return `difference ${formatInterval([low, high], formatNumber)}`;
  return liftLow === null || liftHigh === null ? "-" : formatInterval([liftLow, liftHigh], formatPercent);
}

function inside({ low, high }: ShownEstimate, trueDifference: number): string {
  if (low === null || high === null) return "-";
  return low <= trueDifference && trueDifference <= high ? "yes" : "no";
}

function splitTable({ experiments }: ReportInput, truth: MarketplaceTruth): string {
  const rows = experiments.map(({ definition, sampleRatio }) => {
    const known = truth.experiments.find(({ expId }) => expId === definition.expId);
    const arms = sampleRatio?.arms.map(({ arm, units }) => `${arm} ${formatCount(units)}`).join(", ") ?? "-";
    return [definition.expId, arms, known === undefined ? "-" : formatCount(known.lostUnits), sampleRatio?.verdict ?? "-"];
  });
  return formatTable([["experiment", "units", "exposures lost", "verdict"], ...rows]);
}

function channelTable({ attribution }: ReportInput, truth: MarketplaceTruth): string {
  const found = new Map(attribution?.byChannel.filter(({ model }) => model === "last-non-direct").map(({ channel, orders }) => [channel, orders]));
  const known = new Map(truth.acquisition.channels.map(({ channel, proofFirstOrders }) => [channel, proofFirstOrders]));
  const names = [...known.keys(), ...[...found.keys()].filter((channel) => !known.has(channel))];
  const total = Math.max(1, truth.acquisition.orders);
  const others = attribution?.ruleEffects ?? [];
  const rows = names.map((channel) => {
    const [real, estimate] = [known.get(channel) ?? 0, found.get(channel) ?? 0];
    const elsewhere = others.map(({ orders }) => formatCount(orders.find((one) => one.channel === channel)?.orders ?? 0));
    return [channel, formatCount(real), formatCount(estimate), formatPercent(real / total), formatPercent(estimate / total), ...elsewhere];
  });
  const moved = attribution?.proof;
  const table = formatTable([["channel", "true orders", "found", "true share", "found share", ...others.map(({ rules }) => rules)], ...rows]);
  const notes = [
    ...(moved === undefined ? [] : [`proof won ${formatCount(moved.ordersWithProof)} orders and moved ${formatCount(moved.ordersMoved)} of them to another channel`]),
    `${formatCount(truth.tokens.unclickedClaims)} page views named an affiliate campaign that nobody had clicked, each while somebody paid; the checkout guard keeps them from winning that order, but where the checkout was given up such a claim may win a later one`,
    ...(others.length === 0 ? [] : ["proof required ends that, and also takes the clicks that the partner signed itself: signed is not seen; with links through your own redirector they would count"]),
  ];
  return [table, ...notes].join("\n");
}

function wireTable({ attribution, health }: ReportInput, { tokens, lines, bots, acquisition }: MarketplaceTruth): string {
  const status = attribution?.tokenStatus ?? {};
  const counted = (name: string): number => (Object.hasOwn(status, name) ? (status[name] ?? 0) : 0);
  const rejected = Object.values(health?.rejected ?? {}).reduce((sum, count) => sum + count, 0);
  const malformed = Object.values(lines.malformed).reduce((sum, count) => sum + count, 0);
  const rows: readonly (readonly [string, number, number])[] = [
    ["events", lines.events, health?.events ?? 0],
    ["lines refused", malformed, rejected],
    ["duplicate deliveries", lines.duplicates, health?.duplicates ?? 0],
    ["bot events with a label", bots.labeledEvents, health?.bots ?? 0],
    ["forged tokens", tokens.forged, counted("bad_signature") + counted("malformed")],
    ["expired tokens", tokens.expired, counted("expired")],
    ["orders", acquisition.orders, attribution?.orders ?? 0],
  ];
  return formatTable([["what", "made", "found"], ...rows.map(([what, made, found]) => [what, formatCount(made), formatCount(found)])]);
}
