import type { MarketplacePlan } from "../marketplace-options.ts";
import type { TokenPress } from "../play/token-press.ts";
import type { RandomFamily } from "../random/random-source.ts";
import type { MarketplaceLedger } from "../truth/marketplace-ledger.ts";
import type { Outbox } from "../wire/outbox.ts";
import type { Person } from "./person.ts";
import type { SimulatedExperiment } from "./simulated-experiment.ts";

/** A single-use token somebody really used, and who. */
interface UsedToken {
  readonly token: string;
  readonly personIndex: number;
}

/** Everything that is there while the marketplace is played. */
export interface World {
  readonly plan: MarketplacePlan;
  readonly experiments: readonly SimulatedExperiment[];
  readonly press: TokenPress;
  readonly outbox: Outbox;
  readonly ledger: MarketplaceLedger;
  readonly people: readonly Person[];
  /** One family of streams for each use of chance. */
  readonly chance: Readonly<Record<ChanceUse, RandomFamily>>;
  /** Tokens landed on today, and those landed on the day before, which others may replay. */
  usedToday: UsedToken[];
  usedYesterday: readonly UsedToken[];
}

/** What is left to chance. A new use gets a new name and moves nothing else. */
type ChanceUse =
  | "traffic"
  | "arrival"
  | "fraud"
  | "browsing"
  | "checkout"
  | "aftermath"
  | "delivery"
  | "mailing"
  | "merging"
  | "bots"
  | "junk"
  | "staff";
