import type { Catalogue, CompiledEvent } from "../catalogue/catalogue.ts";
import type { EventTables } from "../catalogue/event-table.ts";
import type { EpochMicros } from "../epoch-micros.ts";
import { fieldChecks } from "../fields/field-checks.ts";
import { parseInstant } from "../instant/parse-instant.ts";
import { foldLabel } from "../text/fold-label.ts";
import type { Rejection } from "../rejection.ts";
import { checkEnvelope } from "./check-envelope.ts";
import type { Envelope } from "./envelope.ts";
import type { FlatMap } from "./flat-map.ts";
import { flattenLabels } from "./flatten-labels.ts";
import { flattenPayload } from "./flatten-payload.ts";
import { kindOf, reject } from "./reject.ts";

/** An event found good, with its instant read, its maps flattened and its labels folded. */
export interface CheckedEvent {
  readonly envelope: Envelope;
  readonly eventTsUs: EpochMicros;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly payload: Readonly<Record<string, string>>;
}

/** The checked event, or why it is refused. */
export function checkEvent(event: Readonly<Record<string, unknown>>, catalogue: Catalogue<EventTables>): CheckedEvent | Rejection {
  const fault = checkEnvelope(event);
  if (fault !== null) return fault;
  const envelope = event as unknown as Envelope;
  const compiled = catalogue.compiled.get(envelope.event_name);
  if (compiled === undefined) {
    return reject("event_name", { code: "unknown_event", expected: "a name of the catalogue; add others with defineEvent", got: "another name" });
  }
  const eventTsUs = envelope.event_ts_us ?? parseInstant(envelope.event_ts ?? "");
  if (eventTsUs !== null) return flattened(envelope, compiled, eventTsUs);
  const bad = fieldChecks.instant(envelope.event_ts);
  return reject("event_ts", { code: "bad_instant", expected: bad?.expected ?? "an instant", got: kindOf(envelope.event_ts) });
}

function flattened(envelope: Envelope, compiled: CompiledEvent, eventTsUs: EpochMicros): CheckedEvent | Rejection {
  const labels: FlatMap = { map: {}, keys: 0, dotted: false, level: 2 };
  if (envelope.labels !== undefined && envelope.labels !== null) {
    const fault = flattenLabels(envelope.labels, labels);
    if (fault !== null) return fault;
  }
  const payload: FlatMap = { map: {}, keys: labels.keys, dotted: false, level: 2 };
  const fault = flattenPayload(envelope.payload ?? {}, compiled, payload);
  if (fault !== null) return fault;
  const utmSource = folded(envelope.utm_source);
  const utmMedium = folded(envelope.utm_medium);
  const utmCampaign = folded(envelope.utm_campaign);
  const taken =
    keepRaw(payload.map, "raw.utm_source", [envelope.utm_source, utmSource]) ??
    keepRaw(payload.map, "raw.utm_medium", [envelope.utm_medium, utmMedium]) ??
    keepRaw(payload.map, "raw.utm_campaign", [envelope.utm_campaign, utmCampaign]);
  if (taken !== null) return taken;
  return { envelope, eventTsUs, utmSource, utmMedium, utmCampaign, labels: labels.map, payload: payload.map };
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
