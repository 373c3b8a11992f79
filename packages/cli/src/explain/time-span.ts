const units = [["d", 86_400], ["h", 3600], ["min", 60], ["s", 1]] as const;

/** Seconds as people say them, in the two greatest units that count: "2 d 3 h", "45 s"; a minus in front of what comes after. */
export function timeSpan(seconds: number): string {
  const sign = seconds < 0 ? "-" : "";
  let rest = Math.abs(seconds);
  const first = units.findIndex(([, size]) => rest >= size);
  if (first === -1) return "0 s";
  const parts = units.slice(first, first + 2).map(([name, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return { name, count };
  });
  return sign + parts.filter(({ count }) => count > 0).map(({ name, count }) => `${count} ${name}`).join(" ");
}
