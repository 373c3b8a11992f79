import type { MarketplaceOptions, MarketplacePlan } from "./marketplace-options.ts";
import { marketplacePlan } from "./marketplace-plan.ts";
import { playDay } from "./play/play-day.ts";
import { tokenPress } from "./play/token-press.ts";
import { randomSource } from "./random/random-source.ts";
import { marketplaceLedger } from "./truth/marketplace-ledger.ts";
import type { MarketplaceTruth } from "./truth/marketplace-truth.ts";
import { truthOf } from "./truth/truth-of.ts";
import type { DeliveredLine } from "./wire/delivered-line.ts";
import { Outbox } from "./wire/outbox.ts";
import { experimentFile } from "./world/experiment-file.ts";
import type { TextFile } from "./world/experiment-file.ts";
import { metricsFile } from "./world/metrics-file.ts";
import { personOf } from "./world/person-of.ts";
import { simulatedExperiments } from "./world/simulated-experiments.ts";
import type { World } from "./world/world.ts";

/** A marketplace nobody lives in: what its collector would receive, and what is true of it. */
export interface SimulatedMarketplace {
  /** Lines in the order of receipt. Each reading plays the marketplace from its start and gives the same bytes. */
  readonly lines: Iterable<DeliveredLine>;
  /**
   * What is true. Known once the lines were read to the end; asked for earlier, it plays the
   * marketplace once for itself.
   */
  readonly truth: MarketplaceTruth;
  readonly experimentFiles: readonly TextFile[];
  readonly metricsFile: TextFile;
  /** The first instant of the first day and the first instant after the last, epoch microseconds. */
  readonly startUs: number;
  readonly endUs: number;
}

/**
 * A month of a marketplace with known truth: four experiments, eight channels, and everything that
 * goes wrong between a click and a table.
 *
 * Pure: the same options give the same bytes under one major version of the runtime. Lines are made
 * as they are read, one day at a time.
 *
 * @throws RangeError when an option lies outside its range.
 */
export function simulateMarketplace(options: MarketplaceOptions): SimulatedMarketplace {
  const plan = marketplacePlan(options);
  let known: MarketplaceTruth | undefined;
  const play = (): Generator<DeliveredLine, MarketplaceTruth> => played(plan);
  return {
    lines: {
      *[Symbol.iterator]() {
        known = yield* play();
      },
    },
    get truth() {
      known ??= playedOut(play());
      return known;
    },
    experimentFiles: simulatedExperiments(plan).map(experimentFile),
    metricsFile,
    startUs: plan.startUs,
    endUs: plan.startUs + plan.days * 86_400_000_000,
  };
}

function* played(plan: MarketplacePlan): Generator<DeliveredLine, MarketplaceTruth> {
  const world = freshWorld(plan);
  for (let day = 0; day < plan.days; day += 1) {
    playDay(world, day);
    yield* world.outbox.take(day);
  }
  for (let day = plan.days; day <= world.outbox.lastDay(); day += 1) yield* world.outbox.take(day);
  return truthOf(world);
}

function playedOut(lines: Generator<DeliveredLine, MarketplaceTruth>): MarketplaceTruth {
  for (;;) {
    const { done, value } = lines.next();
    if (done === true) return value;
  }
}

function freshWorld(plan: MarketplacePlan): World {
  const source = randomSource(plan.seed);
  const ledger = marketplaceLedger();
  const people = source("people");
  return {
    plan,
    experiments: simulatedExperiments(plan),
    press: tokenPress(plan),
    outbox: new Outbox(plan.startUs, ledger),
    ledger,
    people: Array.from({ length: plan.users }, (_, index) => personOf(index, people, plan)),
    chance: {
      traffic: source("traffic"),
      arrival: source("arrival"),
      fraud: source("fraud"),
      browsing: source("browsing"),
      checkout: source("checkout"),
      aftermath: source("aftermath"),
      delivery: source("delivery"),
      mailing: source("mailing"),
      merging: source("merging"),
      bots: source("bots"),
      junk: source("junk"),
      staff: source("staff"),
    },
    usedToday: [],
    usedYesterday: [],
  };
}
