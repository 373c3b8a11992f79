import { attempt } from "./attempt.ts";
import type { Page, PageStorage } from "./page.ts";

/** What is remembered under our keys: in memory always, in the page's storage too while the store is open. Nothing here throws. */
export interface Store {
  /** What storage says, which other tabs may have written, else what memory says; while closed, memory first. */
  readonly get: (key: string) => string | undefined;
  readonly set: (key: string, value: string) => void;
  readonly remove: (key: string) => void;
  /** The keys that begin so, in order. */
  readonly keys: (start: string) => string[];
  /** Opens or closes it. Opening writes out what memory held. */
  readonly open: (granted: boolean) => void;
  readonly isOpen: () => boolean;
}

/** The store of a page, closed. */
export function createStore(page: Page): Store {
  const memory: Record<string, string> = {};
  const storage = attempt(() => page.localStorage) as PageStorage | undefined;
  let open = false;
  const set = (key: string, value: string): void => {
    memory[key] = value;
    if (open) attempt(() => storage?.setItem(key, value));
  };
  return {
    set,
    get: (key) => attempt(() => (open || !(key in memory) ? storage?.getItem(key) : null)) ?? memory[key],
    remove(key) {
      delete memory[key];
      attempt(() => storage?.removeItem(key));
    },
    // Names alone: the site's own values may be megabytes.
    keys: (start) => [...new Set([...Object.keys(storage ?? {}), ...Object.keys(memory)])].filter((key) => key.startsWith(start)).sort(),
    isOpen: () => open,
    open(granted) {
      open = granted;
      if (granted) for (const key in memory) set(key, memory[key] as string);
    },
  };
}
