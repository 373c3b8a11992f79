import type { Page } from "./page.ts";
import type { Store } from "./store.ts";

const keptForMs = 86_400_000;

/** Ends experiments in this browser for a day, one key for each: from now on control, and no exposure. */
export function kill(page: Page, store: Store, experiments: readonly string[] = []): void {
  for (const experiment of experiments) store.set(`lpk/${experiment}`, `${page.Date.now() + keptForMs}`);
}

/** Whether an experiment was ended here. May be asked whatever the visitor consented to. */
export function isKilled(page: Page, store: Store, experiment: string): boolean {
  // What was never killed is no number, and later than nothing.
  return +(store.get(`lpk/${experiment}`) as string) > page.Date.now();
}
