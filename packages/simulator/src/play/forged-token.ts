import type { TokenStatus } from "@liftproof/click-token";
import { pick } from "../random/pick.ts";
import type { RandomStream } from "../random/random-stream.ts";

const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A token nobody with a key has made, and what the verifier must say of it. */
export interface ForgedToken {
  readonly token: string;
  readonly tokenStatus: TokenStatus;
}

/**
 * Spoils a genuine token in one of the ways of people who have no key.
 *
 * `guessed`: the signature is a guess, which is all that a wrong secret can produce. `edited`: the
 * hour of the click is moved. `cut`: the end is missing.
 */
export function forgedToken(genuine: string, random: RandomStream): ForgedToken {
  const way = pick(random, [
    ["guessed", 5],
    ["edited", 3],
    ["cut", 2],
  ] as const);
  if (way === "cut") return { token: genuine.slice(0, 9), tokenStatus: "malformed" };
  if (way === "edited") return { token: changedAt(genuine, 6, random), tokenStatus: "bad_signature" };
  // All but the last of the 21 characters that lie wholly within the 16 bytes of the signature.
  let token = genuine;
  for (let fromEnd = 2; fromEnd <= 21; fromEnd += 1) token = changedAt(token, token.length - fromEnd, random);
  return { token, tokenStatus: "bad_signature" };
}

function changedAt(token: string, at: number, random: RandomStream): string {
  const other = (base64url.indexOf(token.charAt(at)) + 1 + random.below(63)) % 64;
  return token.slice(0, at) + base64url.charAt(other) + token.slice(at + 1);
}
