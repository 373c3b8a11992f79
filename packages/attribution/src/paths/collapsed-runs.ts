/**
 * Steps with one key in a row taken together as the last of them.
 *
 * A key may come again after another one: only neighbors are one.
 *
 * @example
 * ```ts
 * collapsedRuns(["Email", "Email", "Ads", "Email"], (channel) => channel); // => ["Email", "Ads", "Email"]
 * ```
 */
export function collapsedRuns<Step>(path: readonly Step[], keyOf: (step: Step) => string): readonly Step[] {
  return path.filter((step, at) => at === path.length - 1 || keyOf(path[at + 1] as Step) !== keyOf(step));
}
