import type { BadColumn, UnitMetric, UnitMoments } from "@liftproof/adapters/duckdb";
import { CommandFault } from "../command-fault.ts";
import { decimalAdvice } from "../output/decimal-advice.ts";
import { formatCount } from "../output/format-number.ts";
import { lostRowsLine } from "../output/lost-rows-line.ts";
import { quotedSample } from "../output/quoted-sample.ts";

/** The metrics that were asked for and how numbers are written. */
export interface BadCellQuestion {
  readonly metrics: readonly UnitMetric[];
  readonly decimal: "." | ",";
}

/**
 * What people must read before any number: that many rows are missing, and why. Empty when at most 5 % are; a unit's
 * second row in its arm is no loss.
 */
export function lostRowsWarning({ rows, badColumns }: UnitMoments, question: BadCellQuestion): readonly string[] {
  const warning = lostRowsLine(rows);
  if (warning === undefined) return [];
  return [
    warning,
    ...badColumns.map((column) => `  column ${JSON.stringify(column.column)}: ${formatCount(column.cells)} cells cannot be read: ${expectedAndGot(column, question)}`),
    "",
  ];
}

/**
 * Refuses a file of which more than half of the rows cannot be read in one column: what is left is a choice nobody made.
 *
 * @throws CommandFault naming the column, what was expected, one sample and what to do.
 */
export function refuseUnreadable(data: string, { rows, badColumns }: UnitMoments, question: BadCellQuestion): void {
  const worst = badColumns.find(({ cells }) => cells > rows.read / 2);
  if (worst === undefined) return;
  const { option, advice } = columnAdvice(worst, question);
  throw new CommandFault(
    `${data}: ${option}: column ${JSON.stringify(worst.column)}: ${expectedAndGot(worst, question)}; ${formatCount(worst.cells)} of ${formatCount(rows.read)} rows cannot be read${advice === "" ? `; check ${option}` : ""}`,
  );
}

/** What to check when no unit is left: the column that holds bad values when they are the cause, else where units and arms stand. */
export function noUnitsAdvice({ rows, badColumns }: UnitMoments, question: BadCellQuestion): string {
  const [worst] = [...badColumns].sort((left, right) => right.cells - left.cells);
  const most = Math.max(...Object.values(rows.rejected));
  if (worst === undefined || rows.rejected["bad_value"] !== most) return "check --unit and --arm";
  return `check ${columnAdvice(worst, question).option}: column ${JSON.stringify(worst.column)}: ${expectedAndGot(worst, question)}`;
}

function expectedAndGot(column: BadColumn, question: BadCellQuestion): string {
  const { expected, advice } = columnAdvice(column, question);
  const got = column.sample === null ? "something else" : `${quotedSample(column.sample.text)} in row ${formatCount(column.sample.row)}`;
  return `expected ${expected}, got ${got}${advice === "" ? "" : `; ${advice}`}`;
}

interface ColumnAdvice {
  readonly option: string;
  readonly expected: string;
  /** Empty when the sample says nothing. */
  readonly advice: string;
}

function columnAdvice({ column, parse, sample }: BadColumn, { metrics, decimal }: BadCellQuestion): ColumnAdvice {
  const text = sample?.text.trim() ?? "";
  const isNumber = /^-?\d+(?:[.,]\d+)?$/u.test(text);
  if (parse === "flag") {
    const metric = metrics.find((candidate) => candidate.kind === "rate" && candidate.column === column);
    const advice = isNumber ? `looks like a count or an amount: use mean(${column})` : "";
    return { option: `--metric ${metric?.metric ?? column}`, expected: "true/false, t/f, yes/no or 1/0 for rate()", advice };
  }
  const metric = metrics.find((candidate) => (candidate.kind === "ratio" ? [candidate.numerator, candidate.denominator].includes(column) : (candidate.kind === "mean" || candidate.kind === "quantile") && candidate.column === column));
  const expected = metric === undefined ? "a number for a covariate" : `a number for ${metric.kind}()`;
  return { option: metric === undefined ? "--covariate" : `--metric ${metric.metric}`, expected, advice: decimalAdvice(text, decimal) };
}
