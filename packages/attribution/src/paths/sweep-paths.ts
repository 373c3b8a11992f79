import type { OrderWindow } from "../order-window.ts";
import { sweepWindows } from "../sweep-windows.ts";
import type { JudgedTouch } from "../touch.ts";
import type { PathListener } from "./path-stage.ts";
import { pathStage } from "./path-stage.ts";
import type { PathSettings } from "./stage-rules.ts";
import { stageRules } from "./stage-rules.ts";

/** Hears how the path changes from order to order. */
export interface PathVisitor extends PathListener {
  /** What entered and did not leave is the path of this order. */
  readonly settle: (window: OrderWindow) => void;
}

/**
 * Walks the orders of a journey, telling how the multi-touch path changes between them.
 *
 * The touch of an order's own event, and those that came into its checkout, leave before that order settles and come back after it.
 */
export function sweepPaths(
  { touches, windows }: { readonly touches: readonly JudgedTouch[]; readonly windows: readonly OrderWindow[] },
  settings: PathSettings,
  visitor: PathVisitor,
): void {
  const path = stageRules(settings).reduceRight<PathListener>((listener, rule) => pathStage(touches, rule, listener), visitor);
  sweepWindows(touches, windows, {
    enter: (_, position) => path.enter(position),
    leave: (_, position) => path.leave(position),
    settle: (window) => {
      const { own, from, order } = window;
      const ownTouch = touches[own];
      const isInView = ownTouch !== undefined && own >= from && ownTouch.visibleFromUs <= order.orderTsUs;
      if (isInView) path.leave(own);
      for (const position of window.injected) path.leave(position);
      visitor.settle(window);
      for (const position of window.injected) path.enter(position);
      if (isInView) path.enter(own);
    },
  });
}
