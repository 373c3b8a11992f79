/**
 * The channels among which a converting journey is shared evenly under Shapley.
 *
 * With v(S) = conversions whose channels all lie in S, every journey is a game that only its whole set of channels wins;
 * the Shapley value of such a game is the same for each member, and the value of a sum is the sum of values. So the
 * exact answer for any number of channels costs one pass over the journeys, where the textbook sum visits every subset.
 *
 * Source: Shapley, "A Value for n-Person Games", 1953 (unanimity games).
 */
export function shapleySet(channels: readonly string[]): readonly string[] {
  return [...new Set(channels)];
}
