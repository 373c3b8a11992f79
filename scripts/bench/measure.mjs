/** Interleaved rounds of several contenders in one process, by CPU time; the minimum of the rounds is kept, for it has the least noise in it. */

/**
 * @param contenders name -> function that does the work once (may be async)
 * @param rounds how often each contender runs, in turn, after one round that is not counted
 * @returns name -> least CPU seconds of one run
 */
export async function measure(contenders, { rounds = 5 } = {}) {
  const least = new Map(Object.keys(contenders).map((name) => [name, Infinity]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, work] of Object.entries(contenders)) {
      globalThis.gc?.();
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      if (round > 0) least.set(name, Math.min(least.get(name), (user + system) / 1e6));
    }
  }
  return least;
}

/** Three significant digits, with thousands kept readable. */
export function figure(value) {
  if (value >= 1e9) return `${(value / 1e9).toPrecision(3)} G`;
  if (value >= 1e6) return `${(value / 1e6).toPrecision(3)} M`;
  if (value >= 1e4) return `${Math.round(value / 1e3)} k`;
  return String(Number(value.toPrecision(3)));
}
