import type { KeyMode, KeyModeChange } from "./key-mode-log.ts";

/** The mode of a key for what was received at an instant: `enforce` until the log says otherwise. A switch counts from its own instant on. */
export function keyModeAt(log: readonly KeyModeChange[], keyId: string, receivedAtUs: number): KeyMode {
  let latest: KeyModeChange | undefined;
  for (const change of log) {
    if (change.keyId === keyId && change.atUs <= receivedAtUs && (latest === undefined || change.atUs > latest.atUs)) latest = change;
  }
  return latest?.mode ?? "enforce";
}
