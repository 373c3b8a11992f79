/** Drives a page of the matrix as its query says, and tells the suite what it saw in `window.seen`. */
const query = new URLSearchParams(location.search);
const firstAddress = location.href;
window.seen = { violations: [], restored: 0, errors: [] };
addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample, sourceFile }) => window.seen.violations.push([effectiveDirective, blockedURI, sample, sourceFile].join(" ")), true);
addEventListener("pageshow", ({ persisted }) => (window.seen.restored += persisted ? 1 : 0));
addEventListener("error", ({ message }) => window.seen.errors.push(message));
addEventListener("unhandledrejection", ({ reason }) => window.seen.errors.push(String(reason)));

/** What a visitor's browser may be like. */
const kinds = {
  gpc: () => Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { configurable: true, get: () => true }),
  "no-cookies": () => Object.defineProperty(Document.prototype, "cookie", { configurable: true, get: () => "", set: () => {} }),
  "no-storage": () =>
    Object.defineProperty(window, "localStorage", {
      get() {
        throw new DOMException("The operation is insecure.", "SecurityError");
      },
    }),
  "full-storage": () => {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      try {
        for (;;) localStorage.setItem(`theirs-${Math.random()}`, "x".repeat(size));
      } catch {
        // Full to this size.
      }
    }
  },
  router: () => {
    history.replaceState({ router: 1 }, "", location.href);
    addEventListener("load", () => history.replaceState({ router: 1 }, "", firstAddress));
  },
  "no-keepalive": () => delete Request.prototype.keepalive,
  plain: () => (delete Request.prototype.keepalive, delete Navigator.prototype.sendBeacon),
  pagehide: () => addEventListener("pagehide", () => window.capture.track("search.query", { mark: "end" })),
};
for (const kind of query.getAll("kind")) kinds[kind]();

window.begin = (consent) => {
  window.capture = liftproof.createCapture({ collector: query.get("collector"), consent, clickIds: /^gclid$/ }).start();
};
if (query.get("consent") !== "later") window.begin(query.get("consent") ?? "granted");
if (query.has("expose")) for (const [experiment, variant] of [["cta", "short"], ["basket", "b"]]) window.capture.expose(experiment, variant);
/** Events in the journal. */
window.waiting = () => Object.keys(localStorage).filter((key) => key.startsWith("lp.e")).length;
window.track = (from, to, more) => {
  for (let mark = from; mark <= to; mark += 1) window.capture.track("search.query", { mark, ...more });
};
if (query.has("track")) window.track(1, Number(query.get("track")));
