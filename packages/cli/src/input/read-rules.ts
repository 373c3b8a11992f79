import type { AttributionRulesInput, ReferralRulesInput } from "@liftproof/attribution";
import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument, visit } from "yaml";
import type { Document } from "yaml";
import { CommandFault } from "../command-fault.ts";
import type { CommandContext } from "../command-context.ts";
import { readTextFile } from "./read-text-file.ts";
import { referralInput } from "./referral-input.ts";
import { rulesFault } from "./rules-fault.ts";
import type { RulePath } from "./rules-fault.ts";
import { rulesInput } from "./rules-input.ts";
import { rulesSchema } from "./rules-schema.ts";
import type { RulesFile } from "./rules-schema.ts";

/**
 * The attribution rules of a rules.yaml; what it does not say keeps its default.
 *
 * @throws CommandFault naming file, line and key of the first mistake.
 */
export async function readRules(context: CommandContext, path: string): Promise<AttributionRulesInput> {
  return rulesInput(await readRulesFile(context, path));
}

/** The referral program of a rules.yaml; `undefined` when it has none. @throws CommandFault like {@link readRules}. */
export async function readReferral(context: CommandContext, path: string): Promise<ReferralRulesInput | undefined> {
  const { referral } = await readRulesFile(context, path);
  return referral === undefined ? undefined : referralInput(referral);
}

async function readRulesFile(context: CommandContext, path: string): Promise<RulesFile> {
  const lines = new LineCounter();
  const document = parseDocument(await readTextFile(context, path), { lineCounter: lines, prettyErrors: false });
  const at = (offset: number): string => `${path}:${Math.max(1, lines.linePos(offset).line)}`;
  const [broken] = document.errors;
  if (broken !== undefined) throw new CommandFault(`${at(broken.pos[0])}: expected YAML, got: ${broken.message.replaceAll(/\s+/gu, " ")}; mend that line`);
  const value = plainValue(document, path);
  const read = rulesSchema.safeParse(value);
  if (!read.success) {
    const fault = rulesFault(read.error, value);
    throw new CommandFault(`${at(offsetOf(document, fault.path))}: ${keyText(fault.path)}${fault.text}`);
  }
  const unwhole = unwholeNumber(document);
  if (unwhole !== undefined) throw new CommandFault(`${at(unwhole.offset)}: expected a whole number in digits alone, got ${unwhole.number}; amounts are in minor units, so 5.00 EUR is 500`);
  return read.data;
}

/** What the file says; an empty file says nothing, so every rule keeps its default. */
function plainValue(document: Document.Parsed, path: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (cause) {
    throw new CommandFault(`${path}:1: expected YAML that can be read, got: ${cause instanceof Error ? cause.message : "an alias that cannot be followed"}; write the values out`, { cause });
  }
}

/** A number that is not written as a whole one: 5.00 would be read as 5, and 1e3 as 1000. */
function unwholeNumber(document: Document.Parsed): { readonly number: string; readonly offset: number } | undefined {
  let found: { readonly number: string; readonly offset: number } | undefined;
  visit(document, {
    Scalar(_, { value, source = "", range }) {
      if (typeof value !== "number" || /^-?\d+$/u.test(source)) return undefined;
      found = { number: source, offset: range?.[0] ?? 0 };
      return visit.BREAK;
    },
  });
  return found;
}

/** Where the deepest part of a path that the file has begins: the key of a pair, or the item of a list. */
function offsetOf(document: Document.Parsed, path: RulePath): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of path) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step)) : undefined;
    const item: unknown = isSeq(node) && typeof step === "number" ? node.items[step] : undefined;
    const next: unknown = pair?.key ?? item;
    if (!isNode(next)) return offset;
    offset = next.range?.[0] ?? offset;
    node = pair === undefined ? item : pair.value;
  }
  return offset;
}

/** "fraud.windows[0].within: " */
function keyText(path: RulePath): string {
  const text = path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
  return text === "" ? "" : `${text}: `;
}
