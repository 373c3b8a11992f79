import type { ErrorCode, YAMLError } from "yaml";

/** What a reader of YAML expected and what stands there instead. */
interface Words {
  readonly expected: string;
  readonly got: string;
}

/**
 * What is wrong with a text as YAML, in words of somebody who writes experiments and not parsers.
 *
 * @param text - The whole file; the mistake is shown as it stands in it.
 */
export function yamlWords({ code, pos: [from, to], message }: Pick<YAMLError, "code" | "pos" | "message">, text: string): Words {
  const shown = sample(text.slice(from, Math.max(to, from + 1)));
  if (code === "DUPLICATE_KEY") return { expected: "each key once", got: `${/^["']?([^\s:,"'{}[\]]+)/u.exec(text.slice(from))?.[1] ?? "a key"} again` };
  if (code === "MISSING_CHAR" || code === "BAD_INDENT") return missing(message) ?? { expected: fixed[code] ?? "", got: shown };
  return { expected: fixed[code] ?? "text that can be read as YAML", got: told[code] ?? shown };
}

const fixed: Readonly<Partial<Record<ErrorCode, string>>> = {
  MULTIPLE_DOCS: "one document in a file",
  TAB_AS_INDENT: "spaces before a key",
  BAD_INDENT: "the keys of one record, and the items of one list, at one column",
  MISSING_CHAR: "the comma, colon, space, bracket or quote that is missing here",
  UNEXPECTED_TOKEN: "a key with its value, or the end of the line",
  BLOCK_AS_IMPLICIT_KEY: "one key and its value in a line; text with a colon in it stands in quotes",
  BLOCK_IN_FLOW: "the bracket of the line before closed, or nothing but keys and values inside it",
  MULTILINE_IMPLICIT_KEY: "a key and its colon on one line",
  KEY_OVER_1024_CHARS: "a key of at most 1,024 characters",
  NON_STRING_KEY: "a key that is text",
  BAD_SCALAR_START: "text in quotes, because its first character means something else",
  BAD_DQ_ESCAPE: "text in single quotes, or a backslash written twice",
  BAD_ALIAS: "an alias (*name) of an anchor (&name) that stands before it",
  ALIAS_PROPS: "an alias (*name) and nothing before it",
  MULTIPLE_ANCHORS: "one anchor (&name) at most",
  MULTIPLE_TAGS: "a value without a tag (!name)",
  TAG_RESOLVE_FAILED: "a value without a tag (!name), for nothing is included or made from one",
  BAD_COLLECTION_TYPE: "a value without a tag (!name)",
  BAD_PROP_ORDER: "an anchor (&name) after the dash or question mark",
  BAD_DIRECTIVE: "no line that begins with %",
  RESOURCE_EXHAUSTION: "fewer levels",
};

const told: Readonly<Partial<Record<ErrorCode, string>>> = {
  MULTIPLE_DOCS: "a second one after ---",
  TAB_AS_INDENT: "a tab",
  BLOCK_AS_IMPLICIT_KEY: "a second colon",
  RESOURCE_EXHAUSTION: "a record within records without end",
};

/** Which character it is that is missing, where the parser tells. */
function missing(message: string): Words | undefined {
  const closing = /end with an? ([\]}])/u.exec(message)?.[1] ?? /Missing closing ("|')quote/u.exec(message)?.[1];
  if (closing !== undefined) return { expected: `a closing ${closing}`, got: "none" };
  if (message.startsWith("Missing ,")) return { expected: "a comma between two items", got: "none" };
  return message.startsWith("Implicit map keys") ? { expected: "a colon and a value after the key", got: "none" } : undefined;
}

function sample(text: string): string {
  const [line = ""] = text.split(/\r?\n/u);
  return line.trim() === "" ? "a space or the end of the line" : JSON.stringify(line.length > 40 ? `${line.slice(0, 40)}…` : line);
}
