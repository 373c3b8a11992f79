import type { Page } from "./page.ts";

/**
 * How long to wait after so many failures in a row: anything between 1 second and a ceiling that doubles up to 60 seconds (full
 * jitter). A `Retry-After`, in seconds or as a date, sets the least, up to a day.
 */
export function pauseMs({ Date, Math }: Page, failures: number, retryAfter: string | null | undefined): number {
  const asked = Number(retryAfter) * 1000 || Date.parse(`${retryAfter}`) - Date.now() || 0;
  const own = 1000 + Math.random() * (Math.min(60_000, 1000 * 2 ** failures) - 1000);
  return Math.min(86_400_000, Math.max(asked, own));
}
