import { addressBits } from "./address-bits.ts";

/** Whom an address is counted for: itself, or the /64 of an IPv6 address, which one customer has whole. */
export function clientKey(address: string): string {
  const bits = addressBits(address);
  if (bits === null) return address.slice(0, 64);
  return bits.length === 32 ? `4/${bits.value}` : `6/${bits.value >> 64n}`;
}
