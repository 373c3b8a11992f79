import { html, markup, page } from "./html.mjs";

/** The frame of every page. `visit` says what the visitor was asked and told; admin and mail pages have none. */
export function shopPage({ title, main, visit, headers = [], status = 200 }) {
  const content = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Lumen &amp; Sons</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
${visit === undefined ? null : html`${markup(visit.data)}<script src="/liftproof.js" defer></script><script src="/page.js" defer></script>`}
</head>
<body>
<a class="skip" href="#main">Skip to the page</a>
<header class="top"><a class="brand" href="/">Lumen <span>&amp;</span> Sons</a>
<nav aria-label="Shop"><a href="/">Lamps</a> <a href="/account">Account</a></nav></header>
<main id="main">${main}</main>
${visit?.consent === "unknown" ? banner : null}
<footer><p>An example shop of Liftproof. Nothing is sold here. <a href="/mail/digest">This week's letter</a></p></footer>
</body>
</html>`;
  return page(content, { status, headers });
}

const banner = html`<section class="consent" aria-label="Measurement">
<p>May we count this visit? We then know which letter brought you here and whether this page helps. No other company learns of it.</p>
<div><button type="button" data-consent="granted">Count it</button> <button type="button" class="quiet" data-consent="denied">Do not</button></div>
</section>`;
