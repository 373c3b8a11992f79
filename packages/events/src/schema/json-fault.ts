import { acceptLimits } from "../accept/accept-limits.ts";
import { foldLabel } from "../text/fold-label.ts";
import { illFormedText } from "../text/ill-formed-text.ts";

type Loose = Readonly<Record<string, unknown>>;

/**
 * What keeps a JSON value that fits the tables from being an event: ill-formed text, numbers from 2^53 on, depth,
 * number of keys, `__proto__`, and flattened keys that meet. Written apart from the fast checker, as its second opinion.
 */
export function jsonFault(event: unknown): string | null {
  const leaves = [...leavesOf(event, [])];
  if (leaves.some(({ path }) => path.some((key) => illFormedText.test(key)))) return "a key is ill-formed text";
  if (leaves.some(({ value }) => typeof value === "string" && illFormedText.test(value))) return "a value is ill-formed text";
  if (leaves.some(({ value }) => typeof value === "number" && Math.abs(value) >= 2 ** 53)) return "a number reaches 2^53";
  if (leaves.some(({ path }) => path.includes("__proto__"))) return "a key is __proto__";
  if (leaves.some(({ path, holder }) => path.length + (holder ? 1 : 0) > acceptLimits.depth)) return "values lie too deep";
  const keys = leaves.filter(({ path, inList }) => path.length > 1 && !inList).length;
  if (keys > acceptLimits.keys) return "there are too many keys";
  const flat = leaves.filter(isFlattened).map(({ path }) => path.slice(1).join("."));
  flat.push(...rawLabels(event));
  return new Set(flat).size === flat.length ? null : "two values share a flattened key";
}

interface Leaf {
  readonly path: readonly string[];
  readonly value: unknown;
  /** Whether the value is an object or an array. */
  readonly holder: boolean;
  /** Whether the last step of the path is a position in an array. */
  readonly inList: boolean;
  /** Whether an array lies anywhere above. */
  readonly belowList: boolean;
}

function* leavesOf(value: unknown, path: readonly string[], above?: Leaf): Generator<Leaf> {
  if (typeof value !== "object" || value === null) return;
  const inList = Array.isArray(value);
  for (const [key, inner] of Object.entries(value)) {
    const holder = typeof inner === "object" && inner !== null;
    const leaf: Leaf = { path: [...path, key], value: inner, holder, inList, belowList: inList || (above?.belowList ?? false) };
    yield leaf;
    if (leaf.path.length <= acceptLimits.depth) yield* leavesOf(inner, leaf.path, leaf);
  }
}

function isFlattened({ path, value, belowList }: Leaf): boolean {
  if (path[0] !== "payload" || path.length === 1 || belowList || value === null || value === undefined) return false;
  return typeof value !== "object" || Array.isArray(value);
}

function rawLabels(event: unknown): readonly string[] {
  if (typeof event !== "object" || event === null) return [];
  return ["utm_source", "utm_medium", "utm_campaign"].filter((name) => {
    const raw = (event as Loose)[name];
    const folded = typeof raw === "string" ? foldLabel(raw) : null;
    return folded !== null && folded !== raw;
  }).map((name) => `raw.${name}`);
}
