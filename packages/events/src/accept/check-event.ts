import type { Catalogue, CompiledEvent } from "../catalogue/catalogue.ts";
import type { EventTables } from "../catalogue/event-table.ts";
import { foldLabel } from "../text/fold-label.ts";
import type { Rejection } from "../rejection.ts";
import { checkEnvelope } from "./check-envelope.ts";
import { checkPayload } from "./check-payload.ts";
import type { Envelope } from "./envelope.ts";
import { flattenLabels } from "./flatten-labels.ts";
import { flattenPayload } from "./flatten-payload.ts";
import { reject } from "./reject.ts";

/** An event found good, with its maps flattened and its labels folded. */
export interface CheckedEvent {
  readonly envelope: Envelope;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly payload: Readonly<Record<string, string>>;
}

const nothing: Readonly<Record<string, unknown>> = {};

/** The checked event, or why it is refused. */
export function checkEvent(event: Readonly<Record<string, unknown>>, catalogue: Catalogue<EventTables>): CheckedEvent | Rejection {
  const fault = checkEnvelope(event);
  if (fault !== null) return fault;
  const envelope = event as unknown as Envelope;
  const compiled = catalogue.compiled.get(envelope.event_name);
  if (compiled === undefined) {
    return reject("event_name", { code: "unknown_event", expected: "a name of the catalogue; add others with defineEvent", got: "another name" });
  }
  return flattened(envelope, compiled, Object.keys(event).length);
}

function flattened(envelope: Envelope, compiled: CompiledEvent, keys: number): CheckedEvent | Rejection {
  const payload = envelope.payload ?? nothing;
  const labelMap = { map: {}, keys };
  const labelsFault = flattenLabels(envelope.labels ?? nothing, labelMap);
  if (labelsFault !== null) return labelsFault;
  const flat = { map: {} as Record<string, string>, keys: labelMap.keys };
  const payloadFault = checkPayload(payload, compiled) ?? flattenPayload(payload, flat);
  if (payloadFault !== null) return payloadFault;
  const utmSource = folded(envelope.utm_source);
  const utmMedium = folded(envelope.utm_medium);
  const utmCampaign = folded(envelope.utm_campaign);
  const collision =
    keepRaw(flat.map, "raw.utm_source", [envelope.utm_source, utmSource]) ??
    keepRaw(flat.map, "raw.utm_medium", [envelope.utm_medium, utmMedium]) ??
    keepRaw(flat.map, "raw.utm_campaign", [envelope.utm_campaign, utmCampaign]);
  if (collision !== null) return collision;
  return { envelope, utmSource, utmMedium, utmCampaign, labels: labelMap.map, payload: flat.map };
}

function folded(label: string | null | undefined): string | null {
  return label === null || label === undefined ? null : foldLabel(label);
}

/** What folding changed stays readable in the payload. */
function keepRaw(map: Record<string, string>, key: string, [raw, fold]: readonly [string | null | undefined, string | null]): Rejection | null {
  if (raw === null || raw === undefined || fold === null || raw === fold) return null;
  if (Object.hasOwn(map, key)) {
    return reject(`payload.${key}`, { code: "key_collision", expected: "a key that is not used for the label as sent", got: "it" });
  }
  map[key] = raw;
  return null;
}
