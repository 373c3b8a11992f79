/** How many touches of one key are too many, and in how short a time. */
export interface FraudWindow {
  /** Length of the window over instants of receipt, both ends inclusive. */
  readonly windowUs: number;
  /** More than this many touches in one window are too many. */
  readonly maxTouches: number;
}

/** The velocity filter. */
export interface FraudRules {
  /**
   * `burst` rejects every touch of a window that holds too many, also those before it was full; `excess` rejects only what
   * comes on top, which is all that a stream can do.
   */
  readonly mode: "burst" | "excess";
  /** A touch is rejected when any window finds too many; a short one against bursts, a long one against slow drip. */
  readonly windows: readonly FraudWindow[];
  /** Devices known to be shared, such as the address of an office. They are freed from the device key only. */
  readonly allowedDevices: readonly string[];
}
