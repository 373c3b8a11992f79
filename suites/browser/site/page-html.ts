/** What the server knows of the visitor of every page here. */
const data = {
  anon_id: "a1", unit_id: "a1", unit_type: "anon",
  assignments: { cta: { variant: "short", control: "long", phase: 2, reason: "assigned" }, basket: { variant: "b", control: "a", reason: "assigned", unit_id: "basket-9", unit_type: "order" } },
};

/** A page with our script and a driver's. Its query says under which policy it stands and which other page it lets the browser fetch ahead. */
export function pageHtml(url: URL): { readonly html: string; readonly headers: Readonly<Record<string, string>> } {
  if (url.pathname === "/blank") return { html: "<!doctype html><title>blank</title><p>Elsewhere", headers: { "referrer-policy": "unsafe-url" } };
  const policy = url.searchParams.get("policy");
  const collector = new URL(url.searchParams.get("collector") ?? url.origin).origin;
  const policies: Readonly<Record<string, string>> = {
    strict: `default-src 'none'; script-src 'self'; connect-src ${collector}; img-src data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`,
    sandbox: "sandbox allow-scripts",
  };
  const ahead = url.searchParams.get("ahead");
  const next = url.searchParams.get("next") ?? "";
  const rules = ahead === null ? "" : `<script type="speculationrules">${JSON.stringify({ [ahead]: [{ urls: [next], eagerness: "immediate" }] })}</script>`;
  const html = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>page</title>
<link rel="icon" href="data:,">
<script type="application/json" id="liftproof">${JSON.stringify(data)}</script>
${rules}
<script src="/liftproof.js"></script>
<script src="/page.js"></script>
${url.searchParams.has("module") ? `<script type="module" src="/module.js"></script>` : ""}
<p>A page.
<p><a id="next" href="${next.replaceAll("&", "&amp;")}">Next</a>
<pre>${"\n".repeat(200)}</pre>
<p id="below">Below.
</html>`;
  const header = policy === null ? undefined : policies[policy];
  return { html, headers: header === undefined ? {} : { "content-security-policy": header } };
}
