import { type KeyHour, hourUs } from "./key-hour.ts";
import { mergeKeyHours } from "./key-hours.ts";

/** `enforce`: claims without this key's proof may be refused. `report`: they are only counted, because the key itself seems broken. */
export type KeyMode = "enforce" | "report";

/** A switch of one key's mode, with what it was judged by. */
export interface KeyModeChange {
  readonly keyId: string;
  readonly mode: KeyMode;
  /** From this instant of receipt on: the end of the hour that was judged. */
  readonly atUs: number;
  /** Verified tokens of that hour. */
  readonly verified: number;
  /** Verified tokens of a usual hour: the mean of the 24 before the key broke. */
  readonly usualVerified: number;
  /** Tokens of that hour with a bad signature or from outside the key's window, partner or campaigns. */
  readonly refused: number;
  /** All tokens of that hour that named the key. */
  readonly tokens: number;
}

const hoursOfMean = 24;
/** A quieter key has too few tokens for its silence to mean anything. */
const leastUsualVerified = 100;
const fallenShare = 0.2;
const refusedShare = 0.5;

/**
 * The circuit breaker: when a key stopped verifying what it used to verify (a rotation that went wrong), refusing
 * claims without proof would punish honest traffic, so the key is lowered to `report` until it works again.
 *
 * An hour breaks a key when its verified tokens fall under a fifth of the mean of the 24 hours before, that mean is
 * at least 100, and more than half of the tokens naming the key have a bad signature or are not valid for it. So a
 * flood of junk alone never breaks one: it cannot lower the number of good tokens. A broken key returns to `enforce`
 * after the first hour that reaches a fifth of the same mean again.
 *
 * @param hours - Complete hours in any order and any number of parts; hours without an entry had no token.
 * @returns The switches, by instant and then key.
 */
export function keyModeLog(hours: Iterable<KeyHour>): readonly KeyModeChange[] {
  const byKey = new Map<string, KeyHour[]>();
  for (const hour of mergeKeyHours(hours)) {
    if (hour.keyId !== null) byKey.set(hour.keyId, [...(byKey.get(hour.keyId) ?? []), hour]);
  }
  return [...byKey]
    .flatMap(([keyId, own]) => switchesOf(keyId, own))
    .sort((a, b) => a.atUs - b.atUs || Number(a.keyId) - Number(b.keyId));
}

function switchesOf(keyId: string, hours: readonly KeyHour[]): readonly KeyModeChange[] {
  const changes: KeyModeChange[] = [];
  /** Verified tokens of the 24 hours before the one looked at, and their sum. */
  const recent: number[] = [];
  let sum = 0;
  let usualWhenBroken: number | null = null;
  let expectedUs = hours[0]?.hourUs ?? 0;
  const pass = (verified: number): void => {
    recent.push(verified);
    sum += verified;
    if (recent.length > hoursOfMean) sum -= recent.shift() ?? 0;
  };
  for (const { hourUs: startUs, counts } of hours) {
    for (let silent = 0; expectedUs < startUs && silent < hoursOfMean; silent++, expectedUs += hourUs) pass(0);
    expectedUs = startUs + hourUs;
    const verified = counts.verified ?? 0;
    const refused = (counts.bad_signature ?? 0) + (counts.key_not_valid ?? 0);
    const tokens = Object.values(counts).reduce((total, count) => total + count, 0);
    const usualVerified: number = usualWhenBroken ?? sum / hoursOfMean;
    const fallen = verified < fallenShare * usualVerified;
    const breaks = usualVerified >= leastUsualVerified && fallen && refused > refusedShare * tokens;
    const change = { keyId, atUs: expectedUs, verified, usualVerified, refused, tokens };
    if (usualWhenBroken === null && breaks) {
      usualWhenBroken = usualVerified;
      changes.push({ ...change, mode: "report" });
    } else if (usualWhenBroken !== null && !fallen) {
      usualWhenBroken = null;
      changes.push({ ...change, mode: "enforce" });
    }
    pass(verified);
  }
  return changes;
}
