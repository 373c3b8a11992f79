/**
 * Whether what stands beside an attribute is a record of operators: not empty, and every key
 * begins with `$`. Anything else is a value to compare with.
 */
export function isOperatorRecord(written: unknown): written is Readonly<Record<string, unknown>> {
  if (typeof written !== "object" || written === null || Array.isArray(written)) return false;
  const keys = Object.keys(written);
  for (const key of keys) if (!key.startsWith("$")) return false;
  return keys.length > 0;
}
