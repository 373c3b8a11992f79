import type { Journey } from "./journeys.ts";
import type { Order } from "./order.ts";
import type { OrderOutcome } from "./order-outcomes.ts";
import type { OrderWindow } from "./order-windows.ts";
import type { JudgedTouch } from "./touch.ts";

/** One order and what led to it, as the models see it. Reading the ends costs nothing, reading the path costs the path. */
export interface OrderPath {
  readonly order: Order;
  /** How many touches the path has. */
  readonly candidates: number;
  /** The winner under the rule. */
  readonly winner: JudgedTouch | undefined;
  readonly first: () => JudgedTouch | undefined;
  readonly last: () => JudgedTouch | undefined;
  /** The candidates in ranking order, before repeats are taken together. */
  readonly touches: () => readonly JudgedTouch[];
}

/** The path of one outcome of a journey. */
export function orderPath({ touches }: Journey, { window, winner, candidates }: OrderOutcome): OrderPath {
  const { from, to, order } = window;
  return {
    order,
    candidates,
    winner: touches[winner],
    first: () => {
      for (let at = from; at < to; at++) if (isCandidate(touches[at], at, window)) return touches[at];
      return undefined;
    },
    last: () => {
      for (let at = to - 1; at >= from; at--) if (isCandidate(touches[at], at, window)) return touches[at];
      return undefined;
    },
    touches: () => {
      const path: JudgedTouch[] = [];
      for (let at = from; at < to; at++) {
        const touch = touches[at];
        if (touch !== undefined && isCandidate(touch, at, window)) path.push(touch);
      }
      return path;
    },
  };
}

function isCandidate(touch: JudgedTouch | undefined, position: number, { order, own }: OrderWindow): boolean {
  return touch !== undefined && touch.visibleFromUs <= order.orderTsUs && position !== own;
}
