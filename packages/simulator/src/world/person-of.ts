import type { MarketplacePlan } from "../marketplace-options.ts";
import { micros } from "../micros.ts";
import type { RandomFamily } from "../random/random-source.ts";
import type { RandomStream } from "../random/random-stream.ts";
import { hexText } from "../wire/hex-text.ts";
import { pick } from "../random/pick.ts";
import type { Device, Person } from "./person.ts";

const countries = [
  ["DE", 38],
  ["FR", 20],
  ["NL", 12],
  ["ES", 10],
  ["IT", 8],
  ["GB", 8],
  ["SE", 4],
] as const;

/** Traits of the person with an index; the same index is the same person under the same seed. */
export function personOf(index: number, people: RandomFamily, plan: MarketplacePlan): Person {
  const random = people(index);
  const regular = random.chance(0.1);
  const oldBrowser = random.chance(0.11);
  const visitsPerDay = Math.min(0.7, (regular ? 0.3 : 0.06) * Math.exp(0.4 * random.normal()));
  const intent = regular ? 0.45 + 0.3 * random.uniform() : 0.05 + 0.1 * random.uniform();
  // People with an old browser buy less: losing them from one arm makes that arm look better.
  const completion = (oldBrowser ? 0.25 : 0.45) + 0.25 * random.uniform();
  const number = String(index + 1).padStart(7, "0");
  const hasAccount = regular || random.chance(0.62);
  const doubled = hasAccount && random.chance(0.008);
  return {
    index,
    country: pick(random, countries),
    visitsPerDay,
    hasAccount,
    takesMail: hasAccount && random.chance(0.45),
    oldBrowser,
    intent,
    completion,
    logSpend: 3.5 + 0.6 * random.normal(),
    userId: `user-${number}`,
    secondUserId: doubled ? `user-${number}-b` : null,
    mergedAtUs: plan.startUs + (5 + random.below(plan.days - 8)) * micros.day + 12 * micros.hour,
    devices: devicesOf(random, doubled),
    causes: [],
    exposed: new Map(),
  };
}

function devicesOf(random: RandomStream, doubled: boolean): readonly Device[] {
  const drawn = random.uniform();
  const count = Math.max(doubled ? 2 : 1, 1 + Number(drawn < 0.34) + Number(drawn < 0.06));
  return Array.from({ length: count }, () => ({
    anonId: `anon-${hexText(random, 4)}`,
    fingerprint: hexText(random, 2),
    clockAheadUs: random.chance(0.03) ? (random.below(14_400_000) - 7_200_000) * micros.millisecond : 0,
    userId: null,
  }));
}
