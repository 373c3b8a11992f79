import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import type { Engine, Tab } from "./engine.ts";

/** What a WebDriver answers with. */
interface Answer {
  readonly value: unknown;
}

const display = ":97";

/** Starts WebKitGTK's small browser on a screen of its own, driven by plain WebDriver requests. */
export async function startWebKit(driver: string, browser: string): Promise<Engine> {
  const screen = spawn("Xvfb", [display, "-screen", "0", "1000x700x24", "-nolisten", "tcp"], { stdio: "ignore" });
  const port = 20_000 + (process.pid % 20_000);
  const child = spawn(driver, [`--port=${port}`], { stdio: "ignore", env: { ...process.env, DISPLAY: display, GDK_BACKEND: "x11", WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1", LIBGL_ALWAYS_SOFTWARE: "1", NO_AT_BRIDGE: "1" } });
  const base = `http://127.0.0.1:${port}`;
  await reachable(`${base}/status`);
  const capabilities = { alwaysMatch: { acceptInsecureCerts: true, "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } } };
  const { sessionId, capabilities: given } = (await command(`${base}/session`, { capabilities })) as { readonly sessionId: string; readonly capabilities: { readonly browserVersion: string } };
  const session = `${base}/session/${sessionId}`;
  await command(`${session}/timeouts`, { pageLoad: 30_000, script: 30_000 });

  const home = await command(`${session}/window`, undefined, "GET");

  // The driver knows one window at a time: every step first chooses its own.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <Value>(step: () => Promise<Value>): Promise<Value> => {
    const next = last.then(step, step);
    last = next.catch(() => undefined);
    return next;
  };
  const open = (): Promise<Tab> =>
    inTurn(async () => {
      // A window opens from another one that still is.
      await command(`${session}/window`, { handle: home });
      const { handle } = (await command(`${session}/window/new`, { type: "window" })) as { readonly handle: string };
      const within = <Value>(step: () => Promise<Value>): Promise<Value> =>
        inTurn(async () => {
          await command(`${session}/window`, { handle });
          return step();
        });
      const evaluate = <Value>(expression: string): Promise<Value> => command(`${session}/execute/sync`, { script: `return (${expression})`, args: [] }) as Promise<Value>;
      const close = async (): Promise<void> => void (await command(`${session}/window`, undefined, "DELETE"));
      return {
        goto: (url) => within(async () => void (await command(`${session}/url`, { url }))),
        evaluate: <Value>(expression: string) => within(() => evaluate<Value>(expression)),
        leave: (expression) => within(async () => (await evaluate(expression), await close())),
        close: () => within(close),
        press: (value) =>
          within(async () => void (await command(`${session}/actions`, { actions: [{ type: "key", id: "keys", actions: [{ type: "keyDown", value }, { type: "keyUp", value }] }] }))),
        front: () => within(async () => undefined),
      };
    });
  return {
    name: "WebKitGTK",
    version: given.browserVersion,
    parallel: 4,
    open,
    stop: async () => {
      await command(session, undefined, "DELETE").catch(() => undefined);
      await Promise.all([end(child), end(screen)]);
    },
  };
}

async function command(url: string, body: object | undefined, method = "POST"): Promise<unknown> {
  const response = await fetch(url, { method, ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }) });
  const { value } = (await response.json()) as Answer;
  if (!response.ok) throw new Error(`${new URL(url).pathname.replace(/^\/session\/[^/]+/u, "")}: ${JSON.stringify(value)}`);
  return value;
}

async function reachable(url: string): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const ready = await fetch(url).then((response) => response.ok, () => false);
    if (ready) return;
    await pause(100);
  }
  throw new Error(`${url}: expected an answer within 10 seconds, got none`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
