/** What was paid for one channel or campaign on one day. */
export interface SpendRow {
  readonly channel: string;
  /** `null` or absent for what was paid for the channel as a whole. */
  readonly campaign?: string | null;
  /** `YYYY-MM-DD`, UTC. */
  readonly day: string;
  /** Whole minor units; below zero for money that came back. */
  readonly amountMinor: number;
  readonly currency: string;
}
