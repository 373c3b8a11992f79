import { compareCodePoints } from "@liftproof/events";
import type { JudgedTouch } from "./touch.ts";

/** Order of touches inside one tier: by instant, then receipt, then event id; no two touches are equal in it. */
export function compareTouches(a: JudgedTouch, b: JudgedTouch): number {
  if (a.touchTsUs !== b.touchTsUs) return a.touchTsUs - b.touchTsUs;
  if (a.receivedTsUs !== b.receivedTsUs) return a.receivedTsUs - b.receivedTsUs;
  return compareCodePoints(a.eventId, b.eventId);
}
