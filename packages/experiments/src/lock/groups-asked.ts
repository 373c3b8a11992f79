/** Names of the saved groups that a condition asks by `$inGroup`, at any depth, each once. */
export function groupsAsked(condition: unknown): readonly string[] {
  if (typeof condition !== "object" || condition === null) return [];
  const names = Object.entries(condition).flatMap(([key, value]: [string, unknown]) =>
    key === "$inGroup" && typeof value === "string" ? [value] : groupsAsked(value));
  return [...new Set(names)];
}
