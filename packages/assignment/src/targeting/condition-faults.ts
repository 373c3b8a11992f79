import { isOperatorRecord } from "./is-operator-record.ts";
import { plainValue } from "./plain-value.ts";
import { targetingOperators } from "./targeting-operators.ts";

/** One mistake in a condition. */
export interface ConditionFault {
  /** Keys from the root of the condition to the mistake; numbers are positions in lists. */
  readonly path: readonly (string | number)[];
  readonly expected: string;
  readonly got: string;
}

/** Which operators the place where the condition will run supports. */
export interface ConditionCheck {
  /** A linear-time matcher for `$regex` will be injected. */
  readonly regex: boolean;
  /** What that matcher cannot read of a pattern; every text is a pattern when absent. */
  readonly patternFault?: (pattern: string) => Pick<ConditionFault, "expected" | "got"> | undefined;
  /** Names of the groups there will be, for `$inGroup`; any name when absent. */
  readonly groups?: ReadonlySet<string>;
}

const MAX_DEPTH = 16;
const MAX_PARTS = 10_000;
const types = ["string", "number", "boolean", "array", "object", "null", "undefined"];

/**
 * Every mistake in a condition, found without attributes: unknown operators, operands of the wrong
 * shape, `$regex` where no matcher will be, nesting beyond 16 levels, and more than 10,000 parts. None
 * means valid.
 */
export function conditionFaults(condition: unknown, support: ConditionCheck): readonly ConditionFault[] {
  const faults: ConditionFault[] = [];
  logic(condition, [], { ...support, faults, left: MAX_PARTS });
  return faults;
}

interface Check extends ConditionCheck {
  readonly faults: ConditionFault[];
  /** Parts that may still be looked into; a part that contains itself has no end. */
  left: number;
}
type Path = readonly (string | number)[];

function logic(condition: unknown, path: Path, check: Check): void {
  if (typeof condition !== "object" || condition === null || Array.isArray(condition)) {
    return report(check, path, ["a record of attributes and operators", condition]);
  }
  if (beyondBounds(check, path)) return;
  for (const [key, written] of Object.entries(condition)) {
    const here = [...path, key];
    if (key === "$not") logic(written, here, check);
    else if (key === "$and" || key === "$or" || key === "$nor") list(written, here, check);
    else if (key.startsWith("$")) report(check, here, [`one of ${targetingOperators.logic.join(", ")}`, key]);
    else field(written, here, check);
  }
}

function beyondBounds(check: Check, path: Path): boolean {
  check.left -= 1;
  if (check.left === -1) report(check, path, [`at most ${MAX_PARTS} parts`, "more"]);
  else if (path.length > MAX_DEPTH && check.left >= 0) report(check, path, [`at most ${MAX_DEPTH} levels`, "more"]);
  return check.left < 0 || path.length > MAX_DEPTH;
}

function list(written: unknown, path: Path, check: Check): void {
  if (!Array.isArray(written)) return report(check, path, ["a list of conditions", written]);
  written.forEach((part, index) => logic(part, [...path, index], check));
}

function field(written: unknown, path: Path, check: Check): void {
  if (beyondBounds(check, path)) return;
  if (isOperatorRecord(written)) {
    for (const [operator, operand] of Object.entries(written)) operation(operator, [operand, [...path, operator]], check);
  } else if (typeof written === "object" && written !== null && Object.keys(written).some((key) => key.startsWith("$"))) {
    report(check, path, ["either operators or plain keys", "both"]);
  } else if (isEmptyRecord(written)) {
    report(check, path, ["a value or operators", "an empty record"]);
  } else if (plainValue(written) === undefined) {
    report(check, path, [plain.words, written]);
  }
}

/** Plain `{}` beside a key, mostly an operator that was lost; `$eq: {}` asks for an empty record. */
function isEmptyRecord(written: unknown): boolean {
  return typeof written === "object" && written !== null && !Array.isArray(written) && Object.keys(written).length === 0;
}

function operation(operator: string, [operand, path]: readonly [unknown, Path], check: Check): void {
  const expected = Object.hasOwn(shapes, operator) ? shapes[operator] : undefined;
  if (expected === undefined) {
    return report(check, path, [`one of ${targetingOperators.field.join(", ")}`, operator]);
  }
  if (operator === "$not" || (operator === "$size" && isOperatorRecord(operand))) return field(operand, path, check);
  if (operator === "$elemMatch" && isOperatorRecord(operand)) return field(operand, path, check);
  if (operator === "$elemMatch") return logic(operand, path, check);
  if (!expected.fits(operand)) return report(check, path, [expected.words, operand]);
  const unmet = support(operator, String(operand), check);
  if (unmet !== undefined) check.faults.push({ path, ...unmet });
}

/** What the place where the condition will run lacks for an operand of the right shape. */
function support(
  operator: string,
  operand: string,
  { regex, patternFault, groups }: ConditionCheck,
): Pick<ConditionFault, "expected" | "got"> | undefined {
  if (operator === "$regex") {
    return regex ? patternFault?.(operand) : { expected: "no $regex here: no linear-time matcher is available", got: operand };
  }
  if (operator !== "$inGroup" || groups === undefined || groups.has(operand)) return undefined;
  return { expected: "a saved group", got: operand };
}

interface Shape {
  readonly words: string;
  readonly fits: (operand: unknown) => boolean;
}

const any: Shape = { words: "a value", fits: () => true };
const plain: Shape = { words: "finite, plain data of at most 8 levels and 10,000 values", fits: (operand) => plainValue(operand) !== undefined };
const array: Shape = { words: "a list of values", fits: (operand) => Array.isArray(operand) && operand.every(plain.fits) };
const candidates: Shape = { words: "a list of one value or more", fits: (operand) => array.fits(operand) && (operand as readonly unknown[]).length > 0 };
const size: Shape = { words: "a whole number from 0 on, or operators", fits: (operand) => Number.isSafeInteger(operand) && (operand as number) >= 0 };
const ordered: Shape = {
  words: "a finite number or text",
  fits: (operand) => Number.isFinite(operand) || typeof operand === "string",
};
const text: Shape = { words: "text", fits: (operand) => typeof operand === "string" };
const truth: Shape = { words: "true or false", fits: (operand) => typeof operand === "boolean" };
const typeName: Shape = {
  words: `one of ${types.join(", ")}`,
  fits: (operand) => types.some((type) => type === operand),
};

const shapes: Readonly<Record<string, Shape>> = {
  $eq: plain, $ne: plain, $not: any, $size: size, $elemMatch: any,
  $in: candidates, $nin: array, $all: array,
  $gt: ordered, $gte: ordered, $lt: ordered, $lte: ordered,
  $veq: ordered, $vne: ordered, $vgt: ordered, $vgte: ordered, $vlt: ordered, $vlte: ordered,
  $exists: truth, $type: typeName, $regex: text, $inGroup: text,
};

function report({ faults }: Check, path: Path, [expected, got]: readonly [string, unknown]): void {
  faults.push({ path, expected, got: described(got) });
}

function described(got: unknown): string {
  if (Array.isArray(got)) return got.length === 0 ? "an empty list" : "a list";
  return typeof got === "object" && got !== null ? "a record" : String(got);
}
