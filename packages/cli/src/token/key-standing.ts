import type { TokenKey } from "@liftproof/click-token";

/** What a key does at an instant: mints and verifies, waits for its first instant, verifies what it minted before, or nothing any more. */
export type KeyState = "mints" | "not yet" | "verifies" | "ended" | "revoked";

/** A key as it stands at an instant. */
export interface KeyStanding {
  readonly keyId: string;
  readonly state: KeyState;
  readonly algorithm: string;
  readonly partner: string | null;
  readonly campaigns: readonly string[] | null;
  readonly trust: "proof" | null;
  readonly mintsUntil: string;
  /** The last instant at which any token of it can verify; `null` when it is revoked and none does. */
  readonly verifiesUntil: string | null;
  /** What its owner should do; `null` when nothing. */
  readonly advice: string | null;
}

/** A successor has to be in every ring that verifies before it mints. */
const rotationLeadUs = 30 * 86_400_000_000;

/** How a key stands, and what to do about it. No secret is read. */
export function keyStanding(key: TokenKey, others: readonly TokenKey[], nowUs: number): KeyStanding {
  const verifiesUntilUs = key.notAfterUs + key.maxLifetimeSeconds * 1_000_000;
  const state = stateOf(key, verifiesUntilUs, nowUs);
  return {
    keyId: key.id,
    state,
    algorithm: key.signing.algorithm,
    partner: key.partner,
    campaigns: key.campaigns,
    trust: key.trust,
    mintsUntil: instantText(key.notAfterUs),
    verifiesUntil: state === "revoked" ? null : instantText(verifiesUntilUs),
    advice: adviceOf(key, { state, others, nowUs, verifiesUntil: instantText(verifiesUntilUs) }),
  };
}

function stateOf({ revoked, notBeforeUs, notAfterUs }: TokenKey, verifiesUntilUs: number, nowUs: number): KeyState {
  if (revoked) return "revoked";
  if (nowUs < notBeforeUs) return "not yet";
  if (nowUs <= notAfterUs) return "mints";
  return nowUs <= verifiesUntilUs ? "verifies" : "ended";
}

interface Surroundings {
  readonly state: KeyState;
  readonly others: readonly TokenKey[];
  readonly nowUs: number;
  readonly verifiesUntil: string;
}

function adviceOf(key: TokenKey, { state, others, nowUs, verifiesUntil }: Surroundings): string | null {
  if (state === "ended") return "every token of it has expired: take it out and list its id under retired";
  if (state === "verifies") return `keep it until ${verifiesUntil}: its tokens still verify`;
  if (state === "revoked") return "say in rules.yaml under distrust since when it leaked, and keep it here: a key taken out is only unknown";
  const isSucceeded = others.some((other) => other.partner === key.partner && !other.revoked && other.notAfterUs > key.notAfterUs);
  const isClose = state === "mints" && key.notAfterUs - nowUs < rotationLeadUs;
  return isClose && !isSucceeded ? `make its successor now (token keygen), hand it to everything that verifies, then mint with it` : null;
}

function instantText(micros: number): string {
  return new Date(micros / 1000).toISOString();
}
