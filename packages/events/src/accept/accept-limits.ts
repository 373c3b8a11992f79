/** Ceilings that keep one line from costing more than a line should. */
export const acceptLimits = {
  /** UTF-16 units of a line. */
  lineLength: 65_536,
  /** Objects and arrays inside each other, the event itself being the first. */
  depth: 10,
  /** Keys of the payload and the labels, at all levels together. */
  keys: 512,
} as const;
