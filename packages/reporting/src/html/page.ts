import type { Child } from "./markup.ts";
import { html } from "./markup.ts";
import { style } from "./style.ts";

/** What a page is called, when its numbers are from, and what it holds. */
export interface Page {
  readonly title: string;
  readonly when: string | null;
  readonly sections: readonly Child[];
}

/**
 * A whole page in one file.
 *
 * The policy in its head forbids every script and every request, so that a name that slipped through
 * every escape could still do nothing.
 */
export function page({ title, when, sections }: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${style}
</head>
<body>
<main>
<header><h1>${title}</h1>${when === null ? null : html`<p class="when">${when}</p>`}</header>
${sections}
<footer>Made by Liftproof. Everything on this page is in this file.</footer>
</main>
</body>
</html>
`.toString();
}
