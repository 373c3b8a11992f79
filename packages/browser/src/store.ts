import { attempt } from "./attempt.ts";
import type { Page } from "./page.ts";

/** What is remembered under our keys: in the page's storage while the store is open, else in memory. Nothing here throws. */
export interface Store {
  /** What waits in memory, else what storage says, which other tabs may have written. */
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
  /** What is not written: the store is closed, or storage is full. */
  const memory: Record<string, string> = {};
  // Where a page may have no storage, an object that dies with it.
  const storage = attempt(() => page.localStorage) ?? {};
  let open = false;
  const set = (key: string, value: string): void => {
    memory[key] = value;
    if (!open) return;
    attempt(() => {
      storage[key] = value;
      delete memory[key];
    });
  };
  return {
    set,
    get: (key) => memory[key] ?? attempt(() => storage[key] as string | undefined),
    remove(key) {
      delete memory[key];
      attempt(() => delete storage[key]);
    },
    // Names alone: the site's own values may be megabytes.
    keys: (start) => [...Object.keys(memory), ...Object.keys(storage)].filter((key) => key.startsWith(start)).sort(),
    isOpen: () => open,
    open(granted) {
      open = granted;
      for (const key in memory) set(key, memory[key] as string);
    },
  };
}
