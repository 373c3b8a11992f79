import type { Page, PageEvent } from "./page.ts";
import { readTouch } from "./read-touch.ts";
import type { Touch, TouchNames } from "./touch.ts";

/** What a load of the page says about the visitor's way here. */
export interface Landing {
  /** Campaign evidence and referrer of this load. */
  readonly touch: Touch;
  /** Text that is equal for equal campaign evidence; empty without any. */
  readonly evidence: string;
  /** For a load that consumed a click token: whether a person is known to have caused it. */
  readonly click: { readonly confirmed: boolean } | undefined;
}

/** What `readLanding` needs besides the page. */
export interface LandingOptions extends TouchNames {
  /** Of the data block: there when a redirect with a token led to this load. */
  readonly redirected: { readonly activated: boolean } | undefined;
  /** Called at most once, when a person confirms the click on this page. */
  readonly onConfirm: (clickToken: string | undefined) => void;
}

const confirmWithinMs = 1_800_000;

/**
 * Reads the address and the referrer of this load.
 *
 * A click is confirmed by a person: the page is no frame and in view, and a gesture either caused the redirect or happens on
 * the page within 30 minutes.
 */
export function readLanding(page: Page, { redirected, onConfirm, ...names }: LandingOptions): Landing {
  const { document, location } = page;
  const loadedAtMs = page.Date.now();
  const [found, evidence] = readTouch(location.search, names);
  const referrer = /^[^/]+\/\/[^/?#]+/.exec(document.referrer)?.[0];
  const isSeen = (): boolean => page.top === page && document.visibilityState === "visible" && page.Date.now() - loadedAtMs < confirmWithinMs;
  let confirmed = !!redirected?.activated && isSeen();
  const isClick = redirected || found.click_token;
  if (isClick) {
    for (const gesture of ["pointerdown", "keydown"]) {
      page.addEventListener(gesture, ({ isTrusted }: PageEvent) => {
        if (confirmed || !isTrusted || !isSeen()) return;
        confirmed = true;
        onConfirm(found.click_token);
      }, true);
    }
  }
  return {
    touch: { ...found, ...(referrer && referrer !== location.origin && { referrer }) },
    evidence,
    click: isClick ? { confirmed } : undefined,
  };
}
