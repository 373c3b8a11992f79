import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { type Page, chromium } from "playwright-core";
import { within } from "./within.ts";
import type { Engine, Tab } from "./engine.ts";

/** No background traffic; not the driver's own flags, among which is one that turns the back-forward cache off. */
const flags = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
  "--disable-sync", "--disable-dev-shm-usage", "--ignore-certificate-errors", "--remote-debugging-port=0", "--window-size=1000,700",
];

/** Starts Chromium on a profile folder and connects to it. */
export async function startChromium(binary: string, profile: string): Promise<Engine> {
  const child = spawn(binary, [...flags, `--user-data-dir=${profile}`, "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  let address: string | undefined;
  for await (const line of createInterface({ input: child.stderr })) {
    address = /DevTools listening on (\S+)/u.exec(line)?.[1];
    if (address !== undefined) break;
  }
  if (address === undefined) throw new Error(`${binary}: expected the address of its driver on stderr, got none`);
  child.stderr.resume();
  const browser = await chromium.connectOverCDP(address);
  const [context] = browser.contexts();
  if (context === undefined) throw new Error(`${binary}: expected a profile, got none`);
  const end = async (signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
    const ended = once(child, "exit");
    child.kill(signal);
    await ended;
  };
  return {
    name: "Chromium",
    version: browser.version(),
    parallel: 4,
    open: async () => within("open", 20_000, context.newPage().then(tabOf)),
    stop: async () => {
      await browser.close().catch(() => undefined);
      await end("SIGTERM");
    },
    crash: async () => {
      await end("SIGKILL");
      return startChromium(binary, profile);
    },
  };
}

async function tabOf(page: Page): Promise<Tab> {
  const driver = await page.context().newCDPSession(page);
  // Pages behind others are hidden, as for people.
  await driver.send("Emulation.setFocusEmulationEnabled", { enabled: false });
  const evaluate = <Value>(expression: string): Promise<Value> => within("evaluate", 20_000, page.evaluate<Value>(expression));
  // The page is told to close at once; the driver may never hear that it did.
  const close = (): Promise<void> => within("close", 5000, page.close()).catch(() => undefined);
  return {
    goto: async (url) => void (await page.goto(url)),
    evaluate,
    leave: async (expression) => (await evaluate(expression), await close()),
    close,
    press: (key) => within("press", 20_000, page.keyboard.press(key)),
    front: () => within("front", 20_000, page.bringToFront()),
  };
}
