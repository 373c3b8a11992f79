/**
 * Each key once, where it stands last. What is left stays in its order.
 *
 * Keeps the last step of the path, whatever it is. A path without repeats comes back as it was.
 *
 * @example
 * ```ts
 * lastExposures(["Email", "Ads", "Email"], (channel) => channel); // => ["Ads", "Email"]
 * ```
 */
export function lastExposures<Step>(path: readonly Step[], keyOf: (step: Step) => string): readonly Step[] {
  const seen = new Set<string>();
  const kept: Step[] = [];
  for (let at = path.length - 1; at >= 0; at--) {
    const step = path[at] as Step;
    const key = keyOf(step);
    if (!seen.has(key)) kept.push(step);
    seen.add(key);
  }
  return kept.reverse();
}
