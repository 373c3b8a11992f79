import { base64url } from "./base64url.ts";

/** 128 random bits as 22 characters of base64url: an id that nobody guesses and no two visitors share. */
export function randomId(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(16)));
}
