import { curveChart } from "./charts/curve-chart.ts";
import type { Markup } from "./html/markup.ts";
import { html } from "./html/markup.ts";
import { page } from "./html/page.ts";
import { dataTable } from "./sections/data-table.ts";
import { grouped } from "./text/grouped.ts";
import { percent } from "./text/percent.ts";
import { significant } from "./text/significant.ts";

/** A sizing as a page needs it; what `@liftproof/mde` gives fits as it is. */
export interface ReportSizing {
  readonly unitsPerArm: Readonly<Record<string, number>>;
  readonly units: number;
  readonly days: number | null;
  readonly gate: "pass" | "fail" | null;
  readonly mdeByDay: readonly { readonly day: number; readonly units: number; readonly mde: number | null }[];
  readonly powerByEffect: readonly { readonly effect: number; readonly power: number }[];
}

/** What a sizing is called, and what was asked for. */
export interface SizingPage {
  readonly title: string;
  /** Whether effects are margins in units of the metric instead of shares of the baseline. */
  readonly isMargin: boolean;
  /** The effect or margin that was asked for. */
  readonly asked: number;
}

/** A sizing as a page: units and days, the power by effect, and what each day can show. */
export function renderSizing(sizing: ReportSizing, { title, isMargin, asked }: SizingPage): string {
  const effect = isMargin ? significant : (share: number): string => percent(share, Math.abs(share) < 0.1 ? 1 : 0);
  const noun = isMargin ? "margin" : "effect";
  const gate = sizing.gate === null ? "" : sizing.gate === "pass" ? " It fits in the days there are." : " It does not fit in the days there are.";
  const days = sizing.days === null ? "" : ` in ${grouped(sizing.days)} ${sizing.days === 1 ? "day" : "days"}`;
  return page({
    title,
    when: null,
    sections: [
      html`<section class="card"><p>To find ${isMargin ? "that harm stays below a margin" : "an effect"} of ${effect(Math.abs(asked))}, the test needs ${grouped(sizing.units)} units${days}.${gate}</p>${dataTable({
        caption: "Units per arm",
        columns: ["Arm", "Units"],
        rows: Object.entries(sizing.unitsPerArm).map(([arm, units]) => [arm, grouped(units)]),
      })}</section>`,
      powerCurve(sizing, { noun, effect }),
      dayCurve(sizing, { noun, effect, asked: Math.abs(asked) }),
    ],
  });
}

function powerCurve({ powerByEffect }: ReportSizing, { noun, effect }: { readonly noun: string; readonly effect: (value: number) => string }): Markup | null {
  if (powerByEffect.length < 2) return null;
  return html`<section class="card"><figure><figcaption>Chance that one comparison shows the ${noun}, by its size.</figcaption>${curveChart(
    { points: powerByEffect.map((point) => ({ x: point.effect, y: point.power })), xText: effect, yText: (power) => percent(power, 0), top: 1, level: null },
    { key: "power", title: `Power by ${noun}`, description: powerByEffect.map((point) => `${effect(point.effect)}: ${percent(point.power, 0)}`).join("; ") },
  )}</figure></section>`;
}

function dayCurve({ mdeByDay }: ReportSizing, { noun, effect, asked }: { readonly noun: string; readonly effect: (value: number) => string; readonly asked: number }): Markup | null {
  const points = mdeByDay.flatMap(({ day, mde }) => (mde === null ? [] : [{ x: day, y: mde }]));
  const [first] = points;
  if (first === undefined || points.length < 2) return null;
  return html`<section class="card"><figure><figcaption>Smallest ${noun} that each day can show. The line across is the one that was asked for.</figcaption>${curveChart(
    { points, xText: (day) => grouped(day), yText: effect, top: Math.min(first.y, 5 * asked) * 1.05, level: asked },
    { key: "days", title: `Smallest ${noun} by day`, description: points.map(({ x, y }) => `day ${x}: ${effect(y)}`).join("; ") },
  )}</figure></section>`;
}
