import { compareCodePoints } from "./compare-code-points.ts";
import type { PlainValue } from "./plain-value.ts";

const MAX_LENGTH = 256;

/**
 * Order of two version texts, or `undefined` when one is no version.
 *
 * The field's usual padding rules: a leading `v` and everything from `+` on are dropped; parts end
 * at a dot or hyphen; parts of digits compare as numbers and come before other parts; a version of
 * exactly three parts is a release and comes after its pre-releases (`1.0.0-beta` before `1.0.0`);
 * `1.2` comes before `1.2.0`. A number counts as its text. Texts over 256 units are no versions.
 */
export function compareVersions(a: PlainValue, b: PlainValue): number | undefined {
  const left = versionParts(a);
  const right = versionParts(b);
  if (left === undefined || right === undefined) return undefined;
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const order = compareParts(left[index], right[index]);
    if (order !== 0) return order;
  }
  return 0;
}

function versionParts(value: PlainValue): readonly string[] | undefined {
  const text = typeof value === "number" ? String(value) : value;
  if (typeof text !== "string" || text === "" || text.length > MAX_LENGTH) return undefined;
  const build = text.indexOf("+");
  const parts = (build === -1 ? text : text.slice(0, build)).replace(/^v/, "").split(/[-.]/);
  return parts.length === 3 ? [...parts, "~"] : parts;
}

function compareParts(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const aIsNumber = /^[0-9]+$/.test(a);
  if (aIsNumber !== /^[0-9]+$/.test(b)) return aIsNumber ? -1 : 1;
  if (!aIsNumber) return compareCodePoints(a, b);
  const [left, right] = [a.replace(/^0+(?=.)/, ""), b.replace(/^0+(?=.)/, "")];
  return left.length - right.length || compareCodePoints(left, right);
}
