import type { Page } from "./page.ts";

/**
 * How long to wait after so many failures in a row: at random up to a ceiling that doubles (full jitter), between 1 and 60 seconds. A
 * `Retry-After`, in seconds or as a date, sets the least, up to a day.
 */
export function pauseMs(page: Page, failures: number, retryAfter: string | null | undefined): number {
  const asked = +(retryAfter as string) || (Date.parse(retryAfter as string) - page.Date.now()) / 1000 || 0;
  return 1000 * Math.min(86_400, Math.max(1, asked, page.Math.random() * Math.min(60, 2 ** failures)));
}
