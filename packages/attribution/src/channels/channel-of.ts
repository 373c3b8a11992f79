import { asciiFold } from "./ascii-fold.ts";
import type { ChannelCondition, ChannelRule, ChannelSubject } from "./channel-rule.ts";
import { unassignedChannel } from "./unassigned-channel.ts";

/**
 * The channel of a touch: that of the first rule that applies, else `Unassigned`.
 *
 * Values are case-folded (ASCII only) before they are compared; the values inside rules must be in lower case.
 *
 * @example
 * ```ts
 * channelOf({ source: "Google", medium: "cpc", campaign: null }, channelRules("2026-05")); // => "Paid Search"
 * ```
 */
export function channelOf(subject: ChannelSubject, rules: readonly ChannelRule[]): string {
  const folded: ChannelSubject = {
    source: fold(subject.source),
    medium: fold(subject.medium),
    campaign: fold(subject.campaign),
    partner: fold(subject.partner),
    referrerCode: fold(subject.referrerCode),
  };
  const rule = rules.find((candidate) => applies(candidate, folded));
  return rule === undefined ? unassignedChannel : rule.channel;
}

function fold(value: string | null | undefined): string | null {
  return value === null || value === undefined ? null : asciiFold(value);
}

function applies(rule: ChannelRule, subject: ChannelSubject): boolean {
  const holdsFor = (condition: ChannelCondition): boolean => holds(condition, subject[condition.field] ?? null);
  return (rule.all ?? []).every(holdsFor) && (rule.any === undefined || rule.any.some(holdsFor));
}

function holds(condition: ChannelCondition, value: string | null): boolean {
  if (condition.op === "absent") return value === null;
  if (value === null) return false;
  switch (condition.op) {
    case "present":
      return true;
    case "in":
      return condition.value.includes(value);
    case "contains":
      return value.includes(condition.value);
    case "endsWith":
      return value.endsWith(condition.value);
    case "matches":
      return compiled(condition.value).test(value);
  }
}

const patterns = new Map<string, RegExp>();

/** Rules are data, so their patterns are compiled once per text; the cache changes no answer. */
function compiled(pattern: string): RegExp {
  let expression = patterns.get(pattern);
  if (expression === undefined) {
    expression = new RegExp(pattern);
    patterns.set(pattern, expression);
  }
  return expression;
}
