import type { EpochMicros } from "@liftproof/events";
import type { Device, Person } from "../world/person.ts";
import type { World } from "../world/world.ts";
import type { Carrier } from "../wire/outbox.ts";
import type { WireEvent } from "../wire/wire-event.ts";

/** One person on one device for some minutes. */
export interface Visit {
  readonly world: World;
  readonly person: Person;
  readonly device: Device;
  /** Differs from visit to visit of one person. */
  readonly number: number;
  readonly sessionId: string;
  readonly carrier: Carrier;
  /** Experiments already seen in this session. */
  readonly seen: Set<string>;
  /** Where the visit has got to. */
  nowUs: EpochMicros;
}

/** Reports something from the page, with the ids the page knows. */
export function report(visit: Visit, event: Omit<WireEvent, "atUs">): void {
  const { world, person, device, sessionId, carrier, nowUs } = visit;
  world.outbox.send({ ...event, atUs: nowUs, fields: { ...pageFields(device, sessionId, person), ...event.fields } }, carrier);
}

/** Reports something the server knows of a signed-in person. */
export function reportFromServer(visit: Visit, event: Omit<WireEvent, "atUs">): void {
  const { world, carrier, nowUs } = visit;
  world.outbox.send({ ...event, atUs: nowUs }, { ...carrier, origin: "server", clockAheadUs: 0, heldBackUs: 0 });
}

function pageFields(device: Device, sessionId: string, { country }: Person): Record<string, unknown> {
  const fields: Record<string, unknown> = { anon_id: device.anonId };
  if (device.userId !== null) fields["user_id"] = device.userId;
  fields["session_id"] = sessionId;
  fields["device_fp"] = device.fingerprint;
  fields["country"] = country;
  return fields;
}
