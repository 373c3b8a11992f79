/** A label cut to a length, with an ellipsis where something is missing; the table beside a chart has it whole. */
export function clipped(label: string, length: number): string {
  const characters = Array.from(label);
  return characters.length > length ? `${characters.slice(0, length - 1).join("")}\u2026` : label;
}
