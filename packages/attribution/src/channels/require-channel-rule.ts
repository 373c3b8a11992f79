import type { ChannelCondition, ChannelRule } from "./channel-rule.ts";
import { patternFault } from "./pattern-fault.ts";

const fields: readonly string[] = ["source", "medium", "campaign", "partner", "referrerCode"];
const ops: readonly string[] = ["in", "contains", "endsWith", "matches", "present", "absent"];
const keys: readonly string[] = ["channel", "all", "any"];

/** @throws RangeError unless the rule names a channel and has at least one condition, and each of them can be asked. */
export function requireChannelRule(rule: ChannelRule): void {
  const unknown = Object.keys(rule).find((key) => !keys.includes(key));
  if (unknown !== undefined) throw new RangeError(`customChannelRules: expected channel, all and any, got the key ${JSON.stringify(unknown)}`);
  if (typeof rule.channel !== "string" || rule.channel === "") throw new RangeError(`customChannelRules: expected the name of a channel, got ${JSON.stringify(rule.channel)}`);
  for (const list of [rule.all, rule.any]) {
    if (list !== undefined && list.length === 0) throw new RangeError(`customChannelRules: expected at least one condition in all and any of ${rule.channel}, got an empty list`);
  }
  if (rule.all === undefined && rule.any === undefined) throw new RangeError(`customChannelRules: expected all or any in the rule of ${rule.channel}, got neither`);
  for (const condition of [...(rule.all ?? []), ...(rule.any ?? [])]) requireCondition(condition, rule.channel);
}

function requireCondition(condition: ChannelCondition, channel: string): void {
  const refuse = (expected: string, got: unknown): never => {
    throw new RangeError(`customChannelRules: expected ${expected} in the rule of ${channel}, got ${JSON.stringify(got)}`);
  };
  const { field, op } = condition;
  if (!fields.includes(field)) refuse(`a field of ${fields.join(", ")}`, field);
  if (!ops.includes(op)) refuse(`an op of ${ops.join(", ")}`, op);
  if (op === "present" || op === "absent") return;
  const value: unknown = "value" in condition ? condition.value : undefined;
  if (op === "in") {
    if (!Array.isArray(value) || value.length === 0 || !value.every((text) => typeof text === "string")) refuse("a list of texts", value);
    return;
  }
  if (typeof value !== "string" || value === "") return refuse("a text that is not empty", value);
  const fault = op === "matches" ? patternFault(value) : null;
  if (fault !== null) refuse(fault, value);
}
