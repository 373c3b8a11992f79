import type { ComparedArms } from "@liftproof/experiments";
import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportInput } from "../report-input.ts";
import { grouped } from "../text/grouped.ts";
import { percent } from "../text/percent.ts";
import { significant } from "../text/significant.ts";
import { plainWords } from "../text/plain-words.ts";
import { experimentWarnings } from "./experiment-warnings.ts";

/** A share of late or rejected events above this is worth a sentence. */
const NOTABLE = 0.02;

/** A share of touches above this that lost their own date is worth a sentence. */
const MANY_REDATED = 0.01;

const NO_RECEIPT = { touches: 0, touchesRedated: 0, orders: 0, ordersBeforeTouches: 0 };

/** What a reader should know before acting on the page, in plain words; nothing when there is nothing. */
export function warnings(input: ReportInput): Markup | null {
  const texts = [...input.experiments.flatMap(experimentWarnings), ...ofAttribution(input), ...ofHealth(input), ...ofAnalysis(input)];
  if (texts.length === 0) return null;
  return html`<section id="warnings"><h2>Before you act</h2><ul class="warnings">${texts.map((text) => html`<li>${text}</li>`)}</ul></section>`;
}

function ofAttribution({ attribution }: ReportInput): readonly string[] {
  if (attribution === undefined) return [];
  const { tokenStatus, otherCurrencies } = attribution;
  const counted = (status: string): number => (Object.hasOwn(tokenStatus, status) ? (tokenStatus[status] ?? 0) : 0);
  const forged = counted("bad_signature") + counted("malformed") + counted("unknown_key");
  const others = otherCurrencies ?? [];
  const elsewhere = others.reduce((sum, { orders }) => sum + orders, 0);
  return [
    ...(forged === 0 ? [] : [`${grouped(forged)} ${forged === 1 ? "click token was" : "click tokens were"} forged, foreign or damaged. They earned nothing, and somebody sent them.`]),
    ...(elsewhere === 0 ? [] : [`${grouped(elsewhere)} ${elsewhere === 1 ? "order is" : "orders are"} left out of attribution, because nothing is converted into ${attribution.currency}: ${others.map(({ currency, orders }) => `${grouped(orders)} in ${currency}`).join(", ")}.`]),
  ];
}

function ofHealth({ health }: ReportInput): readonly string[] {
  if (health === undefined) return [];
  const refused = Object.values(health.rejected).reduce((sum, count) => sum + count, 0);
  const share = refused / Math.max(1, health.events + refused);
  const { touches, touchesRedated, orders, ordersBeforeTouches } = health.receipt ?? NO_RECEIPT;
  const late = health.late / Math.max(1, health.events);
  return [
    ...(share > NOTABLE ? [`${percent(share, 1)} of events were rejected. The reasons stand under the health of the data.`] : []),
    ...(touchesRedated > MANY_REDATED * touches ? [`${grouped(touchesRedated)} of ${grouped(touches)} touches were dated by their receipt because they arrived more than seven days late; backfills need the original received time.`] : []),
    ...(2 * ordersBeforeTouches > orders ? [`${grouped(ordersBeforeTouches)} of ${grouped(orders)} orders have no visible touch although their people have touches: all of these came in after the order, so the orders count as direct. Where history was loaded at one go, load it with its original received times.`] : []),
    ...(late > NOTABLE ? [`${percent(late, 1)} of events came late. The last days may still change.`] : []),
  ];
}

function ofAnalysis({ analysis }: ReportInput): readonly string[] {
  const suspect = (analysis?.metrics ?? []).flatMap(({ metric, missingHistory = [] }) =>
    missingHistory.filter((check) => check.suspect).map(({ covariate }) => `${metric}: the arms differ in who has ${covariate}, so the treatment seems to change that. Do not trust its CUPED estimate.`),
  );
  const cut = (analysis?.metrics ?? []).flatMap(({ metric, winsorBounds }) => {
    if (winsorBounds === undefined) return [];
    const [low, high] = winsorBounds;
    const ends = [...(low === null ? [] : [`below ${significant(low)}`]), ...(high === null ? [] : [`above ${significant(high)}`])];
    return ends.length === 0 ? [] : [`${metric}: values ${ends.join(" and ")} were cut off, the same in every arm.`];
  });
  const doubtful = (analysis?.metrics ?? []).flatMap(({ metric, comparisons }) =>
    comparisons.flatMap((one) => (one.kind === "compared" ? [...skewText(metric, one), ...unevenText(metric, one)] : [])),
  );
  const dropped = Object.entries(analysis?.droppedUnits ?? {}).filter(([, count]) => count > 0);
  return [...suspect, ...doubtful, ...cut, ...dropped.map(([reason, count]) => `${grouped(count)} units were left out: ${plainWords(reason)}.`)];
}

function skewText(metric: string, { treatment, skewWarning }: ComparedArms): readonly string[] {
  if (skewWarning !== true) return [];
  return [`${metric}, ${treatment}: one arm has over 60 % of the units and one has under 300 with a value other than zero. A long tail may mislead here; cut it off, or wait for more units.`];
}

function unevenText(metric: string, { control, treatment, covariateImbalance: found }: ComparedArms): readonly string[] {
  if (found === undefined || "insufficient" in found || found.verdict === "balanced") return [];
  const single = found.evidence.flatMap((one) => (one.rule === "omnibus" ? [] : [one.covariate]));
  return [
    `${metric}: what was known of the units before differs between ${control} and ${treatment} more than a random split allows (${single.length === 0 ? "all of it together" : single.join(", ")}). Units were lost or redirected for a reason. Do not trust its CUPED estimate, nor the raw one, until it is found.`,
  ];
}
