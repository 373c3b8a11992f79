/** Interleaved rounds of several contenders in one process, by CPU time; the minimum of the rounds has the least noise in it. */

/**
 * @param contenders name -> function that does the work once (may be async)
 * @param rounds how often each contender runs, in turn, after one round that is not counted
 * @returns name -> CPU seconds of each run, least first
 */
export async function measureRounds(contenders, { rounds = 5 } = {}) {
  const seconds = new Map(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [name, work] of Object.entries(contenders)) {
      globalThis.gc?.();
      const before = process.cpuUsage();
      await work();
      const { user, system } = process.cpuUsage(before);
      if (round > 0) seconds.get(name).push((user + system) / 1e6);
    }
  }
  for (const list of seconds.values()) list.sort((a, b) => a - b);
  return seconds;
}

/** As above, with the least CPU seconds alone of each contender. */
export async function measure(contenders, options) {
  const seconds = await measureRounds(contenders, options);
  return new Map([...seconds].map(([name, [least]]) => [name, least]));
}

/** Three significant digits, with thousands kept readable. */
export function figure(value) {
  if (value >= 1e9) return `${(value / 1e9).toPrecision(3)} G`;
  if (value >= 1e6) return `${(value / 1e6).toPrecision(3)} M`;
  if (value >= 1e4) return `${Math.round(value / 1e3)} k`;
  return String(Number(value.toPrecision(3)));
}
