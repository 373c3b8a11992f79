import type { Sizing } from "@liftproof/mde";
import type { BarDrawer } from "../output/bar-drawer.ts";
import { formatCount, formatNumber, formatPercent } from "../output/format-number.ts";
import { formatTable } from "../output/format-table.ts";

/** How a sizing is told. */
export interface SizingWords {
  readonly maxDays: number;
  /** Whether `mde` and `effect` are margins in units of the metric instead of shares of the baseline. */
  readonly isMargin: boolean;
  readonly bars: BarDrawer;
  /** What was asked and what was taken where nothing was said, one phrase each. */
  readonly assumed: readonly string[];
  readonly isSequential: boolean;
}

/** A sizing for people: units, days, the gate, the power by effect and what each day can show, as bars. */
export function sizingText(sizing: Sizing, words: SizingWords): string {
  const { clustersPerArm, gateReason, mdeAtMaxDays } = sizing;
  const effect = words.isMargin ? formatNumber : formatPercent;
  const rows = Object.entries(sizing.unitsPerArm).map(([arm, units]) => [arm, formatCount(units), ...(clustersPerArm === null ? [] : [formatCount(clustersPerArm[arm] ?? 0)])]);
  const lines = [
    formatTable([["arm", "units", ...(clustersPerArm === null ? [] : ["clusters"])], ...rows, ["all", formatCount(sizing.units)]]),
    "",
    sizing.days === null ? "days: unknown; give --daily-units" : `days: ${formatCount(sizing.days)}`,
    `for: ${words.assumed.slice(0, 2).join(", ")}`,
    `  ${words.assumed.slice(2).join(", ")}`,
  ];
  if (words.isSequential) lines.push(`units at which a sequential look is tightest: ${formatCount(sizing.confidenceSequenceN)}`);
  if (sizing.sequentialInflation > 1) lines.push(`reading it by its confidence sequence takes ${formatNumber(Number(sizing.sequentialInflation.toPrecision(3)))} times the units of a single look`);
  if (sizing.gate === "pass") lines.push("gate: pass");
  if (sizing.gate === "fail") lines.push(`gate: fail: ${failWords(gateReason, mdeAtMaxDays === null ? null : effect(mdeAtMaxDays))}; accept a larger effect, more traffic or more days`);
  const noun = words.isMargin ? "margin" : "effect";
  const powers = powerRows(sizing, words, effect);
  if (powers.length > 0) lines.push("", `chance to see the ${noun} in the right direction`, formatTable([[noun, "power", ""], ...powers]));
  const curve = daysOf(sizing, words, effect);
  if (curve.length > 0) lines.push("", formatTable([["day", "units", `smallest ${noun}`, ""], ...curve]));
  return lines.join("\n");
}

function failWords(reason: Sizing["gateReason"], reachable: string | null): string {
  if (reason === "nothing_shown_in_max_days") return "the days there are show no effect of any size";
  return `the test cannot answer in time${reachable === null ? "" : `; what it can show by then is ${reachable}`}`;
}

/** Every day of the first four weeks, then every seventh; never past the most days the test may take. */
function daysOf({ mdeByDay }: Sizing, { maxDays, bars }: SizingWords, effect: (value: number) => string): string[][] {
  const last = Math.min(maxDays, mdeByDay.length);
  const shown = mdeByDay.filter(({ day }) => day <= last && (day <= 28 || day % 7 === 0 || day === last));
  const most = Math.max(...shown.map(({ mde }) => mde ?? 0));
  return shown.map(({ day, units, mde }) => [String(day), formatCount(units), mde === null ? "-" : effect(mde), mde === null ? "" : bars.draw(mde / most)]);
}

/** At most eleven effects: half a screen. */
function powerRows({ powerByEffect }: Sizing, { bars }: SizingWords, effect: (value: number) => string): string[][] {
  const step = Math.max(1, Math.ceil((powerByEffect.length - 1) / 10));
  return powerByEffect.filter((_, index) => index % step === 0).map((point) => [effect(point.effect), formatPercent(point.power), bars.draw(point.power)]);
}
