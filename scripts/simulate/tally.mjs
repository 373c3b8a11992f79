/** Results of many runs that add up: numbers are summed, lists are joined, in the order of the chunks. */
export function mergeTallies(tallies) {
  const merged = {};
  for (const tally of tallies) {
    for (const [name, value] of Object.entries(tally)) {
      if (Array.isArray(value)) merged[name] = [...(merged[name] ?? []), ...value];
      else merged[name] = (merged[name] ?? 0) + value;
    }
  }
  return merged;
}

/** A tally to count in: `count("covers", held)` adds 1 or 0, `count("units", 512)` adds 512. */
export function newTally() {
  const tally = {};
  const count = (name, value = 1) => {
    tally[name] = (tally[name] ?? 0) + Number(value);
  };
  const keep = (name, value) => {
    (tally[name] ??= []).push(value);
  };
  return { tally, count, keep };
}
