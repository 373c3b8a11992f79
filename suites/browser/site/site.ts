import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pageHtml } from "./page-html.ts";
import { selfSigned } from "./self-signed.ts";
import { Trial } from "./trial.ts";

/** The server of all pages and collectors of a run. */
export interface Site {
  readonly trial: () => Promise<Trial>;
  readonly stop: () => void;
}

/** What the entries of the package are to a bundler. */
const module = `import { createCapture } from "@liftproof/browser"; import { pageAssignments } from "@liftproof/browser/assign"; window.modules = { createCapture, pageAssignments };`;
const scripts: Readonly<Record<string, URL>> = {
  "/liftproof.js": new URL("../../../packages/browser/dist/liftproof.iife.js", import.meta.url),
  "/page.js": new URL("../public/page.js", import.meta.url),
};

/** Starts it. Every trial has an address of its own in 127.0.0.0/8: other storage, other cookies, other connections. */
export async function startSite(delayMs: number): Promise<Site> {
  const trials = new Map<string, Trial>();
  const { outputFiles } = await build({ stdin: { contents: module, resolveDir: fileURLToPath(new URL("../../../packages/browser", import.meta.url)) }, bundle: true, format: "esm", write: false });
  const files = new Map<string, string | Uint8Array>(Object.entries(scripts).map(([path, url]) => [path, readFileSync(url)]));
  for (const { contents } of outputFiles) files.set("/module.js", contents);
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    const url = new URL(incoming.url ?? "/", `https://${incoming.headers.host}`);
    const trial = trials.get(url.hostname);
    if (trial === undefined) outgoing.writeHead(404).end();
    else if (url.pathname === "/v1/events") trial.serve(incoming, outgoing);
    else if (files.has(url.pathname)) outgoing.writeHead(200, { "content-type": "text/javascript", "cache-control": "max-age=600" }).end(files.get(url.pathname));
    else if (url.pathname === "/page" || url.pathname === "/blank") {
      const purpose = incoming.headers["sec-purpose"];
      trial.pages.push({ url: incoming.url ?? "", purpose: typeof purpose === "string" ? purpose : undefined });
      const { html, headers } = pageHtml(url);
      outgoing.writeHead(200, { "content-type": "text/html;charset=utf-8", "cache-control": "max-age=0", ...headers }).end(html);
    } else outgoing.writeHead(204).end();
  };
  const server = createServer(selfSigned(), serve);
  await new Promise<void>((resolve) => void server.listen(0, "0.0.0.0", resolve));
  const { port } = server.address() as { port: number };
  let count = 0;
  return {
    trial: async () => {
      count += 1;
      const host = `127.${10 + Math.floor(count / 200)}.1.${1 + (count % 200)}`;
      const trial = await Trial.open(host, port, { delayMs });
      trials.set(host, trial);
      return trial;
    },
    stop: () => {
      server.close();
      server.closeAllConnections();
      for (const trial of trials.values()) void trial.proxy.cut();
    },
  };
}
