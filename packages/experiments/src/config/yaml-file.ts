import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument, visit } from "yaml";
import type { Document, Node, YAMLError } from "yaml";
import type { ConfigFault } from "./config-fault.ts";
import type { ConfigFile } from "./config-file.ts";
import { yamlWords } from "./yaml-words.ts";

/** Keys from the root of a file to a value; numbers are positions in lists. */
export type KeyPath = readonly (string | number)[];

/** What a rule found wrong: where, what it expected, what it got, and a hint. */
export interface Finding {
  readonly path: KeyPath;
  readonly expected: string;
  readonly got: string;
  readonly hint?: string;
}

/** A parsed file that can say where in its text a key stands. */
export interface YamlFile {
  readonly path: string;
  /** Plain data; undefined when the text is no YAML. */
  readonly value: unknown;
  /** Mistakes of the text as YAML: syntax, a key given twice, several documents. */
  readonly faults: readonly ConfigFault[];
  /** Turns a finding into a fault with a position. */
  readonly fault: (finding: Finding) => ConfigFault;
}

/** Reads YAML 1.2 (so `no` and `NO` stay text) and keeps the position of everything in it. */
export function yamlFile({ path, text }: ConfigFile): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true, prettyErrors: false, stringKeys: true });
  const faultAt = (offset: number, finding: Finding): ConfigFault => {
    const { line, col } = lineCounter.linePos(offset);
    return described({ file: path, line: Math.max(1, line), column: Math.max(1, col) }, finding);
  };
  // A warning is a tag that nobody resolves: what it stands for would be lost in silence.
  const syntax = firstErrors([...document.errors, ...document.warnings]).map((error) => faultAt(error.pos[0], { path: [], ...yamlWords(error, text) }));
  const refused = [...syntax, ...unreadableKeys(document, faultAt)];
  const { value, faults } = refused.length > 0 ? { value: undefined, faults: refused } : plain(document, faultAt);
  return { path, value, faults, fault: (finding) => faultAt(offsetOf(document, finding.path), finding) };
}

/** A parser that has lost its place finds fault with all that follows; keys given twice are mistakes of their own. */
function firstErrors(errors: readonly YAMLError[]): readonly YAMLError[] {
  const lost = errors.find(({ code }) => code !== "DUPLICATE_KEY");
  return lost === undefined ? errors : [lost];
}

/** A key that readers of plain records drop in silence would drop a condition with it. */
function unreadableKeys(
  document: Document.Parsed,
  faultAt: (offset: number, finding: Finding) => ConfigFault,
): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isScalar(key) || key.value !== "__proto__") return;
      faults.push(faultAt(key.range?.[0] ?? 0, { path: ["__proto__"], expected: "another key", got: "__proto__" }));
    },
  });
  return faults;
}

function plain(
  document: Document.Parsed,
  faultAt: (offset: number, finding: Finding) => ConfigFault,
): { readonly value: unknown; readonly faults: readonly ConfigFault[] } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) as unknown, faults: [] };
  } catch (cause) {
    // The reader refuses texts in which aliases multiply, and aliases to nothing.
    if (!(cause instanceof Error)) throw cause;
    return { value: undefined, faults: [faultAt(aliasOffset(document), { path: [], expected: "aliases (*name) of anchors (&name) that stand before them, and not too many", got: "another one" })] };
  }
}

function aliasOffset(document: Document.Parsed): number {
  let offset = 0;
  visit(document, {
    Alias: (_, { range }) => {
      offset = range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
}

/** Where the deepest existing part of a path begins: the key of a pair, or the item of a list. */
function offsetOf(document: Document.Parsed, path: KeyPath): number {
  let node: Node | null = document.contents;
  let offset = node?.range?.[0] ?? 0;
  for (const step of path) {
    const next: { readonly at: Node; readonly value: unknown } | undefined = child(node, step);
    if (next === undefined) return offset;
    offset = next.at.range?.[0] ?? offset;
    node = isNode(next.value) ? next.value : null;
  }
  return offset;
}

function child(node: Node | null, step: string | number): { readonly at: Node; readonly value: unknown } | undefined {
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step];
    return isNode(item) ? { at: item, value: item } : undefined;
  }
  if (!isMap(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair !== undefined && isNode(pair.key) ? { at: pair.key, value: pair.value } : undefined;
}

function described(
  { file, line, column }: Pick<ConfigFault, "file" | "line" | "column">,
  { path, expected, got, hint }: Finding,
): ConfigFault {
  const key = path.reduce<string>(
    (text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`),
    "",
  );
  const subject = key === "" ? "" : `${key}: `;
  const message = `${file}:${line}:${column}: ${subject}expected ${expected}, got ${got}${hint === undefined ? "" : `; ${hint}`}`;
  return { file, line, column, key, expected, got, message };
}
