/** What every page of the shop does: capture the visit, report what was seen, and obey the banner. */
const said = document.cookie.split("; ").find((pair) => pair.startsWith("consent="))?.slice("consent=".length);
const capture = globalThis.liftproof.createCapture({ collector: "/v1/events", consent: said ?? "unknown" }).start();

for (const element of document.querySelectorAll("[data-experiment]")) {
  const { experiment, variant } = element.dataset;
  capture.expose(experiment, variant, element);
}

async function answer(button) {
  const state = button.dataset.consent;
  // The server sets the cookies first: what is sent afterwards then belongs to somebody.
  const taken = await fetch("/consent", { method: "POST", body: new URLSearchParams({ state }) });
  if (!taken.ok) return;
  button.closest(".consent").remove();
  capture.consent(state);
}

for (const button of document.querySelectorAll("[data-consent]")) button.addEventListener("click", () => void answer(button));
