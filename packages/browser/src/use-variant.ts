import { type RefObject, useEffect } from "react";
import type { Capture } from "./capture.ts";

/**
 * The variant to render, and its exposure once it is rendered: at the first render, or once half of the element of `ref` is in view.
 * Null when nothing is known.
 *
 * The server renders with `createCapture({ collector, data })`, the page hydrates with the same data: no flicker, no mismatch.
 */
export function useVariant(capture: Capture, experiment: string, ref?: RefObject<Element | null>): string | null {
  const variant = capture.variant(experiment) ?? null;
  useEffect(() => {
    if (variant !== null) capture.expose(experiment, variant, ref?.current ?? undefined);
  }, [capture, experiment, variant, ref]);
  return variant;
}
