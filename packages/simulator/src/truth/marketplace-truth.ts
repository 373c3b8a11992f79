import type { TokenStatus } from "@liftproof/click-token";

/** What is true of one metric in one experiment. */
export interface MetricTruth {
  readonly metric: string;
  /** Mean over the exposed units if all were in control, and if all were in the treatment. */
  readonly controlMean: number;
  readonly treatmentMean: number;
  /** Treatment minus control, in units of the metric. */
  readonly trueDifference: number;
  /** The difference as a share of the control mean; null when that is zero. */
  readonly trueLift: number | null;
  /** How the value was obtained, for people. */
  readonly note: string;
}

/** What is true of one experiment. */
export interface ExperimentTruth {
  readonly expId: string;
  readonly nature: "true_effect" | "null" | "broken_split";
  readonly question: string;
  /** Units that reported an exposure, by arm in the order of the file. */
  readonly exposedUnits: Readonly<Record<string, number>>;
  /** Units that were exposed and whose every report was lost. */
  readonly lostUnits: number;
  readonly metrics: readonly MetricTruth[];
}

/** What really brought the orders of one channel. */
export interface ChannelTruth {
  readonly channel: string;
  /** By the last real cause other than direct in the seven days before the order. */
  readonly lastCauseOrders: number;
  readonly lastCauseValueMinor: number;
  /** By the same causes, where a real click that we signed beats a later one that nobody signed. */
  readonly proofFirstOrders: number;
  readonly proofFirstValueMinor: number;
}

/** Everything known of a simulated marketplace because it was made that way. */
export interface MarketplaceTruth {
  readonly experiments: readonly ExperimentTruth[];
  readonly acquisition: {
    readonly orders: number;
    readonly valueMinor: number;
    readonly currency: "EUR";
    /** In the order of channel names. */
    readonly channels: readonly ChannelTruth[];
  };
  readonly tokens: {
    /** Distinct well-formed events by the status of their token. */
    readonly status: Readonly<Partial<Record<TokenStatus, number>>>;
    readonly forged: number;
    readonly expired: number;
    /** Landings with a token somebody else had used. */
    readonly replayed: number;
    /** Landings with a token the same person had used. */
    readonly reloaded: number;
    /** Page views that name a campaign nobody clicked. */
    readonly unclickedClaims: number;
  };
  readonly lines: {
    readonly total: number;
    /** Distinct well-formed events. */
    readonly events: number;
    readonly duplicates: number;
    /** Distinct events that left their device more than five minutes after they happened. */
    readonly late: number;
    readonly malformed: Readonly<Record<string, number>>;
  };
  readonly bots: { readonly labeledEvents: number; readonly unlabeledEvents: number };
  readonly refunds: { readonly count: number; readonly valueMinor: number };
  readonly testOrders: number;
  readonly identity: { readonly signIns: number; readonly merges: number };
}
