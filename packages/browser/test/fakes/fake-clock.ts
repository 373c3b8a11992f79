/** Time that passes only when told to. */
export interface FakeClock {
  nowMs: number;
  setTimeout(run: () => void, milliseconds: number): number;
  setInterval(run: () => void, milliseconds: number): number;
  /** Lets time pass: timers run in order, and promises settle in between. */
  advance(milliseconds: number): Promise<void>;
}

/** A clock that starts at 2026-11-01T10:00:00Z. */
export function fakeClock(): FakeClock {
  const timers = new Map<number, { readonly atMs: number; readonly run: () => void }>();
  let last = 0;
  // Timers count elapsed time, as browsers do: moving the wall clock does not move them.
  let elapsedMs = 0;
  const clock: FakeClock = {
    nowMs: Date.UTC(2026, 10, 1, 10),
    setTimeout(run, milliseconds) {
      last += 1;
      timers.set(last, { atMs: elapsedMs + Math.floor(milliseconds), run });
      return last;
    },
    setInterval: (run, milliseconds) =>
      clock.setTimeout(() => {
        run();
        clock.setInterval(run, milliseconds);
      }, milliseconds),
    async advance(milliseconds) {
      const end = elapsedMs + milliseconds;
      for (;;) {
        await settle();
        const [next] = [...timers].filter(([, { atMs }]) => atMs <= end).sort(([a, x], [b, y]) => x.atMs - y.atMs || a - b);
        const atMs = next === undefined ? end : next[1].atMs;
        clock.nowMs += atMs - elapsedMs;
        elapsedMs = atMs;
        if (next === undefined) return;
        timers.delete(next[0]);
        next[1].run();
      }
    },
  };
  return clock;
}

/** Lets every promise that can settle do so. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}
