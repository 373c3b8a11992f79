import { channelOfTouch } from "../channel-of-touch.ts";
import type { Journey } from "../journey.ts";
import type { OrderOutcome } from "../order-outcomes.ts";
import type { OrderPath } from "../order-path.ts";
import type { JudgedTouch } from "../touch.ts";
import { pathEnds } from "./path-ends.ts";
import { positionSet } from "./position-set.ts";
import type { PathSettings } from "./stage-rules.ts";
import { sweepPaths } from "./sweep-paths.ts";

/** Tells the path of every outcome, kept up from order to order; each may be read until the next is told. */
export function sweptPaths(
  { journey, outcomes }: { readonly journey: Journey; readonly outcomes: readonly OrderOutcome[] },
  settings: PathSettings,
  tell: (path: OrderPath) => void,
): void {
  const { touches } = journey;
  const path = positionSet(touches.length);
  const byChannel = new Map<string, number>();
  let steps = 0;
  let settled = 0;
  const count = (position: number, change: 1 | -1): void => {
    const touch = touches[position];
    if (touch === undefined) return;
    const channel = channelOfTouch(touch);
    const counted = (byChannel.get(channel) ?? 0) + change;
    if (counted === 0) byChannel.delete(channel);
    else byChannel.set(channel, counted);
    steps += change;
  };
  const listed = (): readonly JudgedTouch[] => {
    const list: JudgedTouch[] = [];
    for (let at = path.atOrAfter(0); at >= 0; at = path.atOrAfter(at + 1)) {
      const touch = touches[at];
      if (touch !== undefined) list.push(touch);
    }
    return list;
  };
  const windows = outcomes.map(({ window }) => window);
  sweepPaths({ touches, windows }, settings, {
    enter: (position) => {
      path.add(position);
      count(position, 1);
    },
    leave: (position) => {
      path.remove(position);
      count(position, -1);
    },
    settle: (window) => {
      const { winner = -1, candidates = 0 } = outcomes[settled++] ?? {};
      tell({
        order: window.order,
        candidates,
        winner: touches[winner],
        ...pathEnds(touches, window),
        steps: listed,
        counts: () => ({ steps, byChannel, first: touches[path.atOrAfter(0)], last: touches[path.atOrBefore(touches.length - 1)] }),
      });
    },
  });
}
