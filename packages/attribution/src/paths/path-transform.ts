/**
 * What may happen to a path before several touches share an order:
 *
 * - `as-is`: nothing.
 * - `unique`: each set of labels (channel, source, medium, campaign) once, at its last touch.
 * - `collapse`: touches of one channel in a row are one, the last of them.
 * - `first-exposure`: each channel once, at its first touch.
 * - `last-exposure`: each channel once, at its last touch.
 *
 * Repeats within the collapse gap are taken together before. Every transform leaves a part of the path, in its order,
 * with every channel still in it.
 */
export const pathTransforms = ["as-is", "unique", "collapse", "first-exposure", "last-exposure"] as const;

/** One of {@link pathTransforms}. */
export type PathTransform = (typeof pathTransforms)[number];
