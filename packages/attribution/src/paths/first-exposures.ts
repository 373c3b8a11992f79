/**
 * Each key once, where it stands first. What is left stays in its order.
 *
 * Keeps the first step of the path, whatever it is. The mirror image of `lastExposures`.
 *
 * @example
 * ```ts
 * firstExposures(["Email", "Ads", "Email"], (channel) => channel); // => ["Email", "Ads"]
 * ```
 */
export function firstExposures<Step>(path: readonly Step[], keyOf: (step: Step) => string): readonly Step[] {
  const seen = new Set<string>();
  return path.filter((step) => {
    const key = keyOf(step);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
