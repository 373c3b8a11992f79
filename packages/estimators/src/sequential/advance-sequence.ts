import type { Interval } from "../comparison.ts";

/**
 * What all looks so far say together.
 *
 * `"empty"`: the looks have no value in common. Intervals that all hold the truth with probability 1 - alpha
 * must share it, so the effect has changed over time, or the unlikely has happened.
 */
export interface SequenceState {
  /** Least so far. */
  readonly pValue: number;
  /** Of the difference; leaves out 0 exactly when `pValue` is below alpha. */
  readonly interval: Interval | "empty";
  readonly liftInterval: Interval | "unbounded" | "empty";
}

/** One look, or a state: what has no lift interval, such as a mixture test, says nothing of the lift. */
export type SequenceLook = Pick<SequenceState, "pValue" | "interval"> & Partial<SequenceState>;

/**
 * The state after one more look, or of two states together: the order does not matter, nor does counting a
 * look twice.
 *
 * Sequential tests allow the least p and the common part of all intervals. A lift has the sign of its
 * difference, so a decided difference cuts the lift interval at 0 even where an early look had none.
 *
 * All looks must be of one comparison at one alpha and one plan; a look that was `insufficient` says nothing
 * and is left out.
 *
 * @param previous - `undefined` before the first look.
 *
 * Source: Howard, Ramdas, McAuliffe and Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence
 * sequences", Annals of Statistics 49, 2021, on running intersections.
 */
export function advanceSequence(
  previous: SequenceState | undefined,
  { pValue, interval, liftInterval = "unbounded" }: SequenceLook,
): SequenceState {
  if (previous === undefined) return { pValue, interval, liftInterval: cutAtZero(liftInterval, interval) };
  const common = commonPart(previous.interval, interval);
  return {
    pValue: Math.min(previous.pValue, pValue),
    interval: common,
    liftInterval: cutAtZero(commonLift(previous.liftInterval, liftInterval), common),
  };
}

type Part = SequenceState["interval"];
type LiftPart = SequenceState["liftInterval"];

function commonPart(one: Part, other: Part): Part {
  if (one === "empty" || other === "empty") return "empty";
  const [low, high] = [Math.max(one[0], other[0]), Math.min(one[1], other[1])];
  return low <= high ? [low, high] : "empty";
}

function commonLift(one: LiftPart, other: LiftPart): LiftPart {
  if (one === "unbounded") return other;
  return other === "unbounded" ? one : commonPart(one, other);
}

function cutAtZero(lift: LiftPart, interval: Part): LiftPart {
  if (interval === "empty") return "empty";
  if (lift === "unbounded" || lift === "empty") return lift;
  if (interval[0] > 0) return commonPart(lift, [Number.MIN_VALUE, Number.MAX_VALUE]);
  return interval[1] < 0 ? commonPart(lift, [-Number.MAX_VALUE, -Number.MIN_VALUE]) : lift;
}
