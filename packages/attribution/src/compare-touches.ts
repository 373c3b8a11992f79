import { compareCodePoints } from "@liftproof/events";
import type { JudgedTouch } from "./touch.ts";

/** What places a touch among others of its tier. */
export type TouchPlace = Pick<JudgedTouch, "touchTsUs" | "receivedTsUs" | "eventId">;

/** Order of touches inside one tier: by instant, then receipt, then event id; no two touches are equal in it. */
export function compareTouches(a: TouchPlace, b: TouchPlace): number {
  if (a.touchTsUs !== b.touchTsUs) return a.touchTsUs - b.touchTsUs;
  if (a.receivedTsUs !== b.receivedTsUs) return a.receivedTsUs - b.receivedTsUs;
  return compareCodePoints(a.eventId, b.eventId);
}
