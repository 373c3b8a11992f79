import type { TokenVerifier } from "@liftproof/click-token";
import type { AcceptContext, AcceptOutcome, SilverRow } from "@liftproof/events";
import { accept } from "@liftproof/events";

/** A verifier that knows no key. */
const keyless: TokenVerifier = (token) => ({ status: token === null ? "missing" : "unknown_key", claims: null });

/** 2026-11-01T10:00:00Z. */
export const received = 1_793_527_200_000_000;

/** Received at that instant, without keys. */
export const context: AcceptContext = { receivedAtUs: received, verify: keyless };

/** An event that is good; change what the test is about. */
export function event(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { event_name: "page.view", event_id: "e1", event_ts: "2026-11-01T09:59:59Z", anon_id: "a1", ...changes };
}

/** The outcome for a value written as JSON. */
export function outcomeOf(value: unknown, more: Partial<AcceptContext> = {}): AcceptOutcome {
  return accept(JSON.stringify(value), { ...context, ...more });
}

/** The row of an event that must be accepted. */
export function rowOf(value: unknown, more: Partial<AcceptContext> = {}): SilverRow {
  const outcome = outcomeOf(value, more);
  if (outcome.kind === "rejected") throw new Error(outcome.rejection.message);
  return outcome.row;
}

/** Code and path of a rejection, or "accepted". */
export function faultOf(value: unknown): string {
  const outcome = typeof value === "string" ? accept(value, context) : outcomeOf(value);
  return outcome.kind === "accepted" ? "accepted" : `${outcome.rejection.code} ${outcome.rejection.path}`;
}
