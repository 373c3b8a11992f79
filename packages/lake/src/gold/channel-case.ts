import type { ChannelCondition, ChannelField, ChannelRule } from "@liftproof/attribution";
import { unassignedChannel } from "@liftproof/attribution";
import type { Dialect } from "../dialects/dialect.ts";
import { textLiteral } from "../sql/quote.ts";

/** The case-folded SQL expression of each field that a channel rule may look at. */
export type ChannelFields = Readonly<Record<ChannelField, string>>;

/** The channel rules as one CASE expression: the first rule that applies names the channel. */
export function channelCase(dialect: Dialect, rules: readonly ChannelRule[], fields: ChannelFields): string {
  const branches = rules.map((rule) => `    WHEN ${ruleCondition(dialect, rule, fields)} THEN ${textLiteral(rule.channel)}`);
  if (branches.length === 0) return textLiteral(unassignedChannel);
  return `CASE\n${branches.join("\n")}\n    ELSE ${textLiteral(unassignedChannel)} END`;
}

function ruleCondition(dialect: Dialect, rule: ChannelRule, fields: ChannelFields): string {
  const parts = (rule.all ?? []).map((condition) => test(dialect, condition, fields));
  if (rule.any !== undefined) {
    parts.push(rule.any.length === 0 ? "FALSE" : `(${rule.any.map((condition) => test(dialect, condition, fields)).join(" OR ")})`);
  }
  return parts.length === 0 ? "TRUE" : parts.join(" AND ");
}

/** Never NULL: a missing value fails every test but `absent`. */
function test(dialect: Dialect, condition: ChannelCondition, fields: ChannelFields): string {
  const value = fields[condition.field];
  switch (condition.op) {
    case "absent":
      return `${value} IS NULL`;
    case "present":
      return `${value} IS NOT NULL`;
    case "in":
      // Equalities, not an IN, of which DuckDB would make a join each.
      return condition.value.length === 0 ? "FALSE" : `COALESCE(${condition.value.map((word) => `${value} = ${textLiteral(word)}`).join(" OR ")}, FALSE)`;
    case "contains":
      return `COALESCE(${dialect.contains(value, condition.value)}, FALSE)`;
    case "endsWith":
      return `COALESCE(${dialect.endsWith(value, condition.value)}, FALSE)`;
    case "matches":
      return `COALESCE(${dialect.matches(value, condition.value)}, FALSE)`;
  }
}
