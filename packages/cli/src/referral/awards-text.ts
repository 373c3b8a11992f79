import type { ReferralAward } from "@liftproof/adapters/duckdb";
import { minorDigits } from "@liftproof/reporting";
import { moneyFormat } from "../output/format-money.ts";
import { counted } from "../output/counted.ts";
import { formatTable } from "../output/format-table.ts";

/** What the shown awards were chosen from. */
export interface AwardChoice {
  /** Awards of the whole ledger. */
  readonly outOf: number;
  readonly state: string | undefined;
}

/** Awards for people: what is owed per currency, then a line for each. */
export function awardsText(awards: readonly ReferralAward[], { outOf, state }: AwardChoice): string {
  if (outOf === 0) return "no award yet; build with a referral program in --rules FILE makes them";
  if (awards.length === 0) return `none of ${counted(outOf, "award")} is ${(state ?? "").replaceAll("_", " ")}`;
  const currencies = [...new Set(awards.map(({ award }) => award.currency))].sort();
  const rows = awards.map(({ award, state: standing, netMinor, paidMinor, debtMinor, waiting }) => {
    const money = minorMoney(award.currency);
    return [award.orderId, award.referrerIdentity, award.refereeIdentity, day(award.atUs), standing.replaceAll("_", " "), money(award.amountMinor), money(netMinor), money(paidMinor), money(debtMinor), award.currency, waiting === null ? "" : `${waiting.kind} waits for a build`];
  });
  const decided = rows.some((row) => row.at(-1) !== "");
  const head = ["order", "referrer", "buyer", "awarded", "state", "award", "left", "paid", "debt", "currency", "decided"];
  return [...currencies.map((currency) => sums(awards, currency)), "", formatTable([head, ...rows].map((row) => (decided ? row : row.slice(0, -1))))].join("\n");
}

function sums(awards: readonly ReferralAward[], currency: string): string {
  const own = awards.filter(({ award }) => award.currency === currency);
  const money = minorMoney(currency);
  const sum = (of: (award: ReferralAward) => number): string => money(own.reduce((total, award) => total + of(award), 0));
  const left = (state: ReferralAward["state"]): string => sum((award) => (award.state === state ? award.netMinor : 0));
  return `${counted(own.length, "award")} in ${currency}: ${left("pending")} pending, ${left("approved")} approved and to be paid, ${sum(({ paidMinor }) => paidMinor)} paid, ${sum(({ debtMinor }) => debtMinor)} of it owed back`;
}

function minorMoney(currency: string): (minor: number) => string {
  const money = moneyFormat(currency);
  return (minor) => money(minor / 10 ** minorDigits(currency));
}

function day(atUs: number): string {
  return new Date(atUs / 1000).toISOString().slice(0, 10);
}
