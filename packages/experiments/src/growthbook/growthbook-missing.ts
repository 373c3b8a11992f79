import { matchesCondition } from "@liftproof/assignment";

/**
 * Whether GrowthBook lets a missing attribute meet an operand, `undefined` where that is not known
 * beforehand: nothing is 0 beside a number, "0" beside a version and "null" beside a text.
 *
 * @param operator - Empty for a value written without an operator.
 */
export function growthbookMissing(operator: string, operand: unknown): boolean | undefined {
  if (operator === "") return operand === null || operand === "null" || operand === 0;
  if (operator.startsWith("$v")) return matchesCondition({ version: { [operator]: operand } }, { version: "0" });
  const listed = Array.isArray(operand) && operand.includes(null);
  const other = typeof operand === "string" || typeof operand === "number" ? Number(operand) : NaN;
  switch (operator) {
    case "$eq": return operand === null;
    case "$ne": return operand !== null;
    case "$in": return listed;
    case "$nin": return !listed;
    case "$lt": return 0 < other;
    case "$lte": return 0 <= other;
    case "$gt": return 0 > other;
    case "$gte": return 0 >= other;
    case "$type": return operand === "null";
    case "$exists": return !operand;
    case "$size": case "$elemMatch": case "$all": return false;
    default: return undefined;
  }
}
