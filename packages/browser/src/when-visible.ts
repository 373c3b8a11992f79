import type { Page } from "./page.ts";

/** Runs `seen` once, when at least half of the element has come into view. */
export function whenVisible(page: Page, element: Element, seen: () => void): void {
  const observer = new page.IntersectionObserver((entries) => {
    if (!entries.some(({ intersectionRatio }) => intersectionRatio >= 0.5)) return;
    observer.disconnect();
    seen();
  }, { threshold: 0.5 });
  observer.observe(element);
}
