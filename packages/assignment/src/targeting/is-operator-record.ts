/**
 * Whether what stands beside an attribute is a record of operators: not empty, and every key
 * begins with `$`. Anything else is a value to compare with.
 */
export function isOperatorRecord(written: unknown): written is Readonly<Record<string, unknown>> {
  if (typeof written !== "object" || written === null || Array.isArray(written)) return false;
  const keys = Object.keys(written);
  return keys.length > 0 && keys.every((key) => key.startsWith("$"));
}
