import type { KeyRing } from "@liftproof/click-token";
import { loadKeyRing } from "@liftproof/click-token/node";
import { LineCounter, isMap, isNode, isScalar, isSeq, parseDocument } from "yaml";
import { CommandFault } from "../command-fault.ts";

/** The keys of a key ring file's text. @throws CommandFault naming file, line and field of what does not load; never a secret. */
export function ringOfText(path: string, text: string): KeyRing {
  try {
    return loadKeyRing(text);
  } catch (cause) {
    if (!(cause instanceof TypeError || cause instanceof RangeError)) throw cause;
    const line = lineOf(text, cause.message);
    throw new CommandFault(`${path}${line === undefined ? "" : `:${line}`}: ${cause.message}; mend the file there, for tokens that are out need its keys`, { cause });
  }
}

/** The line a mistake stands in; `undefined` when nobody can tell. JSON is YAML, whose parser keeps places. */
function lineOf(text: string, message: string): number | undefined {
  const lines = new LineCounter();
  const { contents, errors } = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [place = ""] = /^(?:keys|retired)[^:]*/u.exec(message) ?? [];
  const [broken] = errors;
  if (broken !== undefined) return lines.linePos(broken.pos[0]).line;
  if (message.startsWith("key ring: expected JSON")) {
    const comma = /,\s*[\]}]/u.exec(text);
    return comma === null ? undefined : lines.linePos(comma.index).line;
  }
  let node: unknown = contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of place.match(/\w+/gu) ?? []) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    const item: unknown = isSeq(node) ? node.items[Number(step)] : undefined;
    const next: unknown = pair?.key ?? item;
    if (!isNode(next)) break;
    offset = next.range?.[0] ?? offset;
    node = pair === undefined ? item : pair.value;
  }
  return Math.max(1, lines.linePos(offset).line);
}
