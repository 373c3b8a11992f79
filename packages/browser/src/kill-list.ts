import type { Page } from "./page.ts";
import type { Store } from "./store.ts";

/** Experiments that are off. */
export interface KillList {
  readonly add: (ids: readonly string[]) => void;
  readonly has: (id: string) => boolean;
}

const keptForMs = 86_400_000;

/** The kill list of a page. It is remembered for a day, one key for each experiment, and may be read whatever the visitor consented to. */
export function createKillList(page: Page, store: Store): KillList {
  const killed = new Set<string>();
  return {
    add(ids) {
      for (const id of ids) {
        killed.add(id);
        store.set(`lp.k/${id}`, `${page.Date.now() + keptForMs}`);
      }
    },
    has: (id) => killed.has(id) || Number(store.get(`lp.k/${id}`)) > page.Date.now(),
  };
}
