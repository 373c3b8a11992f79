/** A journey reduced to its channels, and how it ended. */
export interface ChannelPath {
  /** In order of time; at least one. */
  readonly channels: readonly string[];
  /** Orders that ended such a journey. */
  readonly conversions: number;
  /** Journeys that went the same way and ended in nothing. */
  readonly nonConversions: number;
}
