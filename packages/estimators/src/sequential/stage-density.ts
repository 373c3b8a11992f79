import { normalUpper } from "../distributions/normal.ts";
import { gaussLegendre } from "../gauss-legendre.ts";

/** Beyond this many standard errors the normal distribution holds less than 1e-299. */
export const FARTHEST_CRITICAL = 37;

/** Points of a rule per standard deviation of the next step, and how many there are at least. */
const POINTS_PER_STEP = 3;
const FEWEST_POINTS = 32;

/** Beyond this many standard errors on an open side nobody comes back to the boundary on the other. */
const OPEN_REACH = 9;

/** Between which critical values, in standard errors, an experiment goes on. */
export interface ContinuationRegion {
  /** -Infinity in one-sided designs. */
  readonly low: number;
  readonly high: number;
}

/**
 * Where the score of an experiment that has not stopped is, as weights at points of a Gauss-Legendre rule.
 *
 * The score is the statistic times the root of the information: a Brownian motion seen at the looks.
 */
export interface StageDensity {
  readonly information: number;
  readonly points: readonly number[];
  readonly masses: readonly number[];
}

/** Before the first look: all the probability at zero. */
export const START_OF_STAGES: StageDensity = { information: 0, points: [0], masses: [1] };

/** A step of the score to the next look: its information and the mean the score gains per unit of it. */
export interface StageStep {
  readonly information: number;
  readonly drift: number;
}

/** Probability of getting this far and then finding the statistic above `critical`. */
export function exitAbove(stage: StageDensity, step: StageStep, critical: number): number {
  return exitPast(stage, step, { critical, side: 1 });
}

/** Probability of getting this far and then finding the statistic below `critical`. */
export function exitBelow(stage: StageDensity, step: StageStep, critical: number): number {
  return exitPast(stage, step, { critical, side: -1 });
}

function exitPast(
  stage: StageDensity,
  { information, drift }: StageStep,
  { critical, side }: { readonly critical: number; readonly side: 1 | -1 },
): number {
  if (!Number.isFinite(critical)) return 0;
  const gained = information - stage.information;
  const limit = critical * Math.sqrt(information) - drift * gained;
  const outward = side / Math.sqrt(gained);
  return stage.points.reduce(
    (sum, point, i) => sum + (stage.masses[i] ?? 0) * normalUpper((limit - point) * outward),
    0,
  );
}

/** Density at `critical` of the statistic of an experiment that got this far: minus the slope of {@link exitAbove}. */
export function arrivalDensity(stage: StageDensity, step: StageStep, critical: number): number {
  const root = Math.sqrt(step.information);
  return root * densityAt(stage, step, critical * root);
}

/**
 * The density of those that go on after a look.
 *
 * Source: Armitage, McPherson and Rowe, "Repeated Significance Tests on Accumulating Data", JRSS A 132, 1969;
 * the points as Jennison and Turnbull, "Group Sequential Methods", 2000, chapter 19, with a rule whose error
 * falls faster than any power.
 *
 * @param nextGain - Information until the following look, on whose scale the density must be resolved.
 */
export function nextStage(
  stage: StageDensity,
  step: StageStep,
  { low, high, nextGain }: ContinuationRegion & { readonly nextGain: number },
): StageDensity {
  const root = Math.sqrt(step.information);
  const middle = step.drift * step.information;
  const from = low === -Infinity ? middle - OPEN_REACH * root : low * root;
  const to = high * root;
  if (!(to > from)) return { information: step.information, points: [], masses: [] };
  const finest = Math.sqrt(Math.min(nextGain, step.information - stage.information));
  const { nodes, weights } = gaussLegendre(
    FEWEST_POINTS + Math.ceil((POINTS_PER_STEP * (to - from)) / finest),
  );
  const half = (to - from) / 2;
  const points = nodes.map((node) => (from + to) / 2 + half * node);
  const masses = points.map((point, i) => (weights[i] ?? 0) * half * densityAt(stage, step, point));
  return { information: step.information, points, masses };
}

/** Density of the score at one point after a step. */
function densityAt(
  { information: before, points, masses }: StageDensity,
  { information, drift }: StageStep,
  score: number,
): number {
  const gained = information - before;
  const from = score - drift * gained;
  const halfPrecision = 0.5 / gained;
  let sum = 0;
  for (let i = 0; i < points.length; i += 1) {
    const away = from - (points[i] ?? 0);
    sum += (masses[i] ?? 0) * Math.exp(-away * away * halfPrecision);
  }
  return sum / Math.sqrt(2 * Math.PI * gained);
}
