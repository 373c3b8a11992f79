import { addressBits } from "./address-bits.ts";

/**
 * Whether an address lies in one of some ranges, written as `192.0.2.0/24`, `2001:db8::/32` or a single address: those that a
 * search engine or a mail gateway publishes.
 *
 * @throws RangeError for text that is no range.
 */
export function addressRanges(ranges: readonly string[]): (address: string) => boolean {
  const known = ranges.map(rangeOf);
  const prefixes = new Set(known.map(({ id }) => id));
  const lengths = [...new Map(known.map((range) => [`${range.length}/${range.kept}`, range])).values()];
  return (address) => {
    const bits = addressBits(address);
    if (bits === null) return false;
    return lengths.some(({ length, kept }) => length === bits.length && prefixes.has(prefixId(bits, kept)));
  };
}

function rangeOf(text: string): { readonly id: string; readonly length: number; readonly kept: number } {
  const [address = "", size, ...more] = text.split("/");
  const bits = addressBits(address);
  const kept = size === undefined ? (bits?.length ?? 0) : Number(size);
  if (bits === null || more.length > 0 || !/^\d{1,3}$/.test(size ?? "0") || kept > bits.length) {
    throw new RangeError(`ranges: expected an address or a range such as 192.0.2.0/24, got ${JSON.stringify(text)}`);
  }
  return { id: prefixId(bits, kept), length: bits.length, kept };
}

function prefixId({ length, value }: { readonly length: number; readonly value: bigint }, kept: number): string {
  return `${length}/${kept}/${value >> BigInt(length - kept)}`;
}
