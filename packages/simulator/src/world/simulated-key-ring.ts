import type { EpochMicros } from "@liftproof/events";
import { micros } from "../micros.ts";

/** Keys of the marketplace by what they sign. */
export const ringKeys = {
  /** First-party links in mails. */
  link: "1",
  /** Clicks seen by the marketplace's own redirector. */
  redirector: "2",
  /** A partner who mints its own tokens and is not trusted to vouch for clicks. */
  partner: "3",
  /** A partner whose tokens count as proof. */
  trustedPartner: "4",
} as const;

/**
 * The ring under which the simulated tokens verify, as the JSON text of a key ring file.
 *
 * The secrets are part of the program and protect nothing; never use this ring for real traffic.
 *
 * @param startUs - First day of the marketplace; keys are good from sixty days before it.
 */
export function simulatedKeyRing(startUs: EpochMicros): string {
  const notBefore = instantText(startUs - 60 * micros.day);
  const notAfter = instantText(startUs + 400 * micros.day);
  const key = (id: string, more: object): object => ({ id, secret: demonstrationSecret(id), notBefore, notAfter, ...more });
  return JSON.stringify(
    {
      keys: [
        key(ringKeys.link, { maxLifetime: "45d" }),
        key(ringKeys.redirector, { maxLifetime: "7d" }),
        key(ringKeys.partner, { maxLifetime: "7d", partner: "dealfinder" }),
        key(ringKeys.trustedPartner, { maxLifetime: "7d", partner: "priceradar", trust: "proof" }),
      ],
    },
    null,
    2,
  );
}

function instantText(instantUs: EpochMicros): string {
  return `${new Date(instantUs / micros.millisecond).toISOString().slice(0, 19)}Z`;
}

/** 43 characters of base64url make 32 bytes; the phrase is nothing anybody could mistake for a secret. */
function demonstrationSecret(id: string): string {
  return `Simulated-key-${id}-not-a-secret-not-a-secret-AAAA`.slice(0, 42) + "A";
}
