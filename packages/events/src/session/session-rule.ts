import { sessionLimits } from "./session-limits.ts";

/** What is remembered of the running session. Instants are epoch microseconds. */
export interface SessionState {
  readonly startedAtUs: number;
  /** The latest instant seen in it. */
  readonly lastEventAtUs: number;
  /** The campaign evidence it began with or met, as any text that is equal for equal evidence; null for none. */
  readonly evidence: string | null;
}

/** The event at hand. */
export interface SessionEvent {
  readonly atUs: number;
  readonly evidence: string | null;
}

/** Why a session starts. */
export type SessionStart = "first" | "clock_back" | "idle" | "longest" | "new_evidence";

/** Whether the event starts a session, and what to remember for the next one. */
export interface SessionDecision {
  /** Null when the event belongs to the running session. */
  readonly starts: SessionStart | null;
  readonly state: SessionState;
}

/**
 * Whether an event starts a new session: the first one does, and so do a pause over 30 minutes, an age over 24 hours,
 * campaign evidence other than the session's, and a clock that went back by over 60 seconds.
 *
 * An event without evidence never ends a session because of that. Exactly 30 minutes and exactly 24 hours still belong to it.
 */
export function sessionRule(previous: SessionState | null, event: SessionEvent): SessionDecision {
  const starts = startReason(previous, event);
  if (previous === null || starts !== null) {
    return { starts: starts ?? "first", state: { startedAtUs: event.atUs, lastEventAtUs: event.atUs, evidence: event.evidence } };
  }
  const lastEventAtUs = Math.max(previous.lastEventAtUs, event.atUs);
  return { starts: null, state: { startedAtUs: previous.startedAtUs, lastEventAtUs, evidence: event.evidence ?? previous.evidence } };
}

function startReason(previous: SessionState | null, { atUs, evidence }: SessionEvent): SessionStart | null {
  if (previous === null) return "first";
  if (previous.lastEventAtUs - atUs > sessionLimits.clockBackUs) return "clock_back";
  if (atUs - previous.lastEventAtUs > sessionLimits.idleUs) return "idle";
  if (atUs - previous.startedAtUs > sessionLimits.longestUs) return "longest";
  return evidence !== null && evidence !== previous.evidence ? "new_evidence" : null;
}
