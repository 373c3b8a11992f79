import { once } from "node:events";
import puppeteer, { type KeyInput, type Page } from "puppeteer-core";
import { within } from "./within.ts";
import type { Engine, Tab } from "./engine.ts";

/**
 * No background traffic. The back-forward cache holds eight pages of all tabs together, closed ones included, and here dozens of tabs come
 * and go: with room for theirs, what decides is whether the page may be kept.
 */
const preferences = {
  "browser.sessionhistory.max_total_viewers": 500,
  "app.update.enabled": false, "browser.safebrowsing.malware.enabled": false, "browser.safebrowsing.phishing.enabled": false, "browser.search.update": false,
  "datareporting.healthreport.uploadEnabled": false, "datareporting.policy.dataSubmissionEnabled": false, "extensions.update.enabled": false,
  "network.captive-portal-service.enabled": false, "network.connectivity-service.enabled": false, "services.settings.server": "data:,",
  "toolkit.telemetry.enabled": false, "browser.tabs.remote.separatePrivilegedMozillaWebContentProcess": false, "dom.ipc.processCount": 2,
  "network.dns.disablePrefetch": true, "network.prefetch-next": false, "browser.startup.page": 0,
};

/** Starts Firefox on a profile folder, driven by WebDriver BiDi. */
export async function startFirefox(binary: string, profile: string): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: "firefox", executablePath: binary, headless: true, acceptInsecureCerts: true, userDataDir: profile, extraPrefsFirefox: preferences,
  });
  return {
    name: "Firefox",
    version: (await browser.version()).replace(/^firefox\//iu, ""),
    hurries: true,
    parallel: 4,
    // A new tab opens beside another one, which may be closed that very moment: then beside the next.
    open: async () => tabOf(await browser.newPage().catch(() => browser.newPage()).catch(() => browser.newPage())),
    stop: () => browser.close(),
    crash: async () => {
      const child = browser.process();
      if (child === null) throw new Error("Firefox: expected a process of its own, got none");
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
      return startFirefox(binary, profile);
    },
  };
}

function tabOf(page: Page): Tab {
  const evaluate = <Value>(expression: string): Promise<Value> => within("evaluate", 20_000, page.evaluate(expression) as Promise<Value>);
  return {
    goto: async (url) => void (await page.goto(url, { waitUntil: "load" })),
    evaluate,
    leave: async (expression) => (await evaluate(expression), await page.close()),
    close: () => page.close(),
    press: (key) => within("press", 20_000, page.keyboard.press(key as KeyInput)),
    front: () => page.bringToFront(),
  };
}
