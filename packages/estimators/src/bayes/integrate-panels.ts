import { gaussLegendre } from "../gauss-legendre.ts";

const POINTS = 16;

/** Share of an integral by which a panel and its halves may disagree: the halves are then right to rounding. */
const AGREEMENT = 1e-8;

/** Logarithms this far below the highest leave nothing of an integral. */
const NEGLIGIBLE = 50;

/** Peaks lower than this leave nothing at all. */
const UNDERFLOW = -740;

const MOST_HALVINGS = 40;

interface Panel {
  readonly from: number;
  readonly to: number;
  /** Logarithm of the integral of each function over the panel. */
  readonly logs: readonly number[];
}

/**
 * Integrals of several positive functions over the same stretch of the line.
 *
 * Gauss-Legendre panels between the stops, each halved until it agrees with its halves to 1e-8 of every whole
 * integral: for functions with features of widths far apart, where one spacing for all would take forever.
 *
 * @param logsAt - Logarithms of the functions at one point.
 * @param stops - Ascending; where something happens, so that no feature lies hidden between points.
 *
 * Source: Davis and Rabinowitz, "Methods of Numerical Integration", 2nd edition, 1984, chapter 6.
 */
export function integratePanels(
  logsAt: (x: number) => readonly number[],
  stops: readonly number[],
): readonly number[] {
  const { nodes, weights } = gaussLegendre(POINTS);
  const panelOf = (from: number, to: number): Panel => {
    const half = (to - from) / 2;
    const values = nodes.map((node) => logsAt(from + half * (1 + node)));
    const logs = (values[0] ?? []).map((_, i) => logSum(values.map((at, n) => (at[i] ?? -Infinity) + Math.log((weights[n] ?? 0) * half))));
    return { from, to, logs };
  };
  const done: Panel[] = [];
  let open = stops.slice(1).map((to, i) => panelOf(stops[i] ?? to, to));
  for (let halving = 0; open.length > 0 && halving < MOST_HALVINGS; halving += 1) {
    const totals = totalsOf([...done, ...open]);
    const next: Panel[] = [];
    for (const panel of open) {
      if (panel.logs.every((log, i) => negligible(log, totals[i] ?? 0))) {
        done.push(panel);
        continue;
      }
      const middle = (panel.from + panel.to) / 2;
      const halves = [panelOf(panel.from, middle), panelOf(middle, panel.to)];
      const agreed = panel.logs.every((log, i) => {
        const total = totals[i] ?? 0;
        const both = halves.reduce((sum, { logs }) => sum + Math.exp((logs[i] ?? 0) - total), 0);
        return total < UNDERFLOW || Math.abs(both - Math.exp(log - total)) <= AGREEMENT;
      });
      (agreed ? done : next).push(...halves);
    }
    open = next;
  }
  return totalsOf([...done, ...open]).map((log) => Math.exp(log));
}

function negligible(log: number, total: number): boolean {
  return total < UNDERFLOW || log < total - NEGLIGIBLE;
}

function totalsOf(panels: readonly Panel[]): readonly number[] {
  return (panels[0]?.logs ?? []).map((_, i) => logSum(panels.map(({ logs }) => logs[i] ?? -Infinity)));
}

/** Logarithm of the sum of numbers given by their logarithms. */
function logSum(logs: readonly number[]): number {
  const most = logs.reduce((highest, log) => Math.max(highest, log), -Infinity);
  return most === -Infinity ? most : most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
}
