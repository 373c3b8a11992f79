import { accept } from "@liftproof/events";
import type { AcceptContext, AcceptOutcome, SilverRow } from "@liftproof/events";
import type { EventText } from "./event-texts.ts";

/** What is known about the request that an event came with. */
export interface EventOrigin {
  /** Of the cookie `lp_id`. */
  readonly anonId: string | undefined;
  /** Of the cookie `lp_ct`. */
  readonly clickToken: string | undefined;
  readonly botLabel: string | null;
  /** Names that this sender may not use. */
  readonly refused: ReadonlySet<string>;
}

/**
 * The verdict on one event, with what its cookies add.
 *
 * An id or token that the event states itself stands. The token of the cookie goes to the landing that the page says it led to,
 * and to events without evidence of their own: a later visit from elsewhere must not pass for the old click.
 */
export function judgeEvent({ text, fault }: EventText, origin: EventOrigin, context: AcceptContext): AcceptOutcome {
  if (fault !== null) return { kind: "rejected", rejection: fault };
  const { anonId, clickToken, refused } = origin;
  let outcome = accept(withDefaults(text, { anon_id: anonId, click_token: clickToken }), context);
  if (outcome.kind === "accepted" && clickToken !== undefined && cameFromElsewhere(outcome.row)) {
    outcome = accept(withDefaults(text, { anon_id: anonId }), context);
  }
  if (outcome.kind === "rejected") return outcome;
  const { row } = outcome;
  if (refused.has(row.eventName)) {
    return {
      kind: "rejected",
      rejection: { code: "unknown_event", path: "event_name", message: "event_name: expected an event that pages may send, got one that only the shop's own services may" },
    };
  }
  return { kind: "accepted", row: { ...row, rawJson: text, labels: labelsOf(row, origin) } };
}

/** The text of an object with members in front of its own: of two with one name the last one counts, so what is there stands. */
function withDefaults(text: string, members: Readonly<Record<string, string | undefined>>): string {
  const added = JSON.stringify(members).slice(0, -1);
  return added === "{" ? text : text.replace(/^\s*\{(?=\s*")/, () => `${added},`);
}

function cameFromElsewhere({ utmSource, utmMedium, utmCampaign, clickIdKind, referrerHost, payload }: SilverRow): boolean {
  return payload["confirmed"] === undefined && [utmSource, utmMedium, utmCampaign, clickIdKind, referrerHost].some((evidence) => evidence !== null);
}

function labelsOf({ labels }: SilverRow, { botLabel }: EventOrigin): SilverRow["labels"] {
  return botLabel === null ? labels : { ...labels, [botLabel]: "true" };
}
