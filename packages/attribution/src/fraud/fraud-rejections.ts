import { compareCodePoints } from "@liftproof/events";
import type { JudgedTouch } from "../touch.ts";
import type { FraudRules, FraudWindow } from "./fraud-rules.ts";

/**
 * The event ids of touches that came too fast.
 *
 * Touches are counted per (campaign, device) and per (campaign, visitor as received), and either count suffices; a missing
 * part is never a key, so direct visits are never counted. The visitor is taken as received, so that a later merge of
 * identities changes no verdict. Proof is counted among proof only: forged evidence cannot drown a genuine click.
 *
 * @param touches - Each event once, reloads left out; those of all identities.
 */
export function fraudRejections(touches: Iterable<JudgedTouch>, rules: FraudRules): ReadonlySet<string> {
  const rejected = new Set<string>();
  for (const group of groups(touches, rules)) {
    group.sort((a, b) => a.receivedTsUs - b.receivedTsUs || compareCodePoints(a.eventId, b.eventId));
    for (const window of rules.windows) {
      if (rules.mode === "burst") rejectBursts(group, window, rejected);
      else rejectExcess(group, window, rejected);
    }
  }
  return rejected;
}

function groups(touches: Iterable<JudgedTouch>, { allowedDevices }: FraudRules): Iterable<JudgedTouch[]> {
  const byKey = new Map<string, JudgedTouch[]>();
  const allowed = new Set(allowedDevices);
  const count = (kind: string, owner: string | null | undefined, touch: JudgedTouch): void => {
    const campaign = touch.labels?.campaign ?? null;
    if (campaign === null || owner === null || owner === undefined) return;
    const key = JSON.stringify([kind, touch.tier === "proof", campaign, owner]);
    const group = byKey.get(key);
    if (group === undefined) byKey.set(key, [touch]);
    else group.push(touch);
  };
  for (const touch of touches) {
    const { deviceFp, visitorId } = touch.touch;
    if (deviceFp === null || deviceFp === undefined || !allowed.has(deviceFp)) count("device", deviceFp, touch);
    count("visitor", visitorId, touch);
  }
  return byKey.values();
}

/** A window too full starts at some touch and reaches to the one `maxTouches` later; all up to the furthest reach are in one. */
function rejectBursts(sorted: readonly JudgedTouch[], { windowUs, maxTouches }: FraudWindow, rejected: Set<string>): void {
  let reachUs = -Infinity;
  for (const [at, touch] of sorted.entries()) {
    const last = sorted[at + maxTouches];
    if (last !== undefined && last.receivedTsUs - touch.receivedTsUs <= windowUs) reachUs = Math.max(reachUs, last.receivedTsUs);
    if (touch.receivedTsUs <= reachUs) rejected.add(touch.eventId);
  }
}

function rejectExcess(sorted: readonly JudgedTouch[], { windowUs, maxTouches }: FraudWindow, rejected: Set<string>): void {
  for (const [at, touch] of sorted.entries()) {
    const earlier = sorted[at - maxTouches];
    if (earlier !== undefined && touch.receivedTsUs - earlier.receivedTsUs <= windowUs) rejected.add(touch.eventId);
  }
}
