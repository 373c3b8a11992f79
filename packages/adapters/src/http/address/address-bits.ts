/** An address as a number. */
export interface AddressBits {
  readonly length: 32 | 128;
  readonly value: bigint;
}

/** Reads an IPv4 or IPv6 address; an IPv4 address written as IPv6 (`::ffff:192.0.2.1`) is IPv4. Null for other text. */
export function addressBits(text: string): AddressBits | null {
  const four = fourBytes(text);
  if (four !== null) return { length: 32, value: four };
  const value = sixteenBytes(text.replace(/%.*$/, ""));
  if (value === null) return null;
  return value >> 32n === 0xffffn ? { length: 32, value: value & 0xffff_ffffn } : { length: 128, value };
}

function fourBytes(text: string): bigint | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return null;
  return parts.reduce((value, part) => (value << 8n) | BigInt(part), 0n);
}

function sixteenBytes(text: string): bigint | null {
  const dotted = /^(.*:)([\d.]+\.[\d.]+)$/.exec(text);
  const tail = dotted === null ? null : fourBytes(dotted[2] ?? "");
  if (dotted !== null && tail === null) return null;
  const whole = tail === null ? text : `${dotted?.[1] ?? ""}${(tail >> 16n).toString(16)}:${(tail & 0xffffn).toString(16)}`;
  const halves = whole.split("::");
  if (halves.length > 2) return null;
  const [front, back] = halves.map((half) => (half === "" ? [] : half.split(":"))) as [string[], string[] | undefined];
  const missing = 8 - front.length - (back?.length ?? 0);
  if (back === undefined ? missing !== 0 : missing < 1) return null;
  const groups = [...front, ...Array.from({ length: missing }, () => "0"), ...(back ?? [])];
  if (!groups.every((group) => /^[\da-f]{1,4}$/i.test(group))) return null;
  return groups.reduce((value, group) => (value << 16n) | BigInt(`0x${group}`), 0n);
}
