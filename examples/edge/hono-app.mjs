/** The handlers under Hono, on Workers, Deno, Bun or Node. */
import { Hono } from "hono";
import { createHandlers } from "./handlers.mjs";

/** @param settings as `createHandlers` takes them, and what failures are told to */
export function createApp({ onFault = (cause) => console.error(cause), ...settings }) {
  const { collector, redirector, sink } = createHandlers(settings);
  const contextOf = (c) => ({
    // The platform's own word: a header that the client writes itself says nothing.
    clientAddress: c.req.header("cf-connecting-ip") ?? "",
    nowUs: Date.now() * 1000,
    waitUntil: (work) => {
      c.executionCtx.waitUntil(work.catch(onFault));
    },
    sink,
  });
  const app = new Hono();
  app.all("/v1/events", (c) => collector(c.req.raw, contextOf(c)));
  app.get("/l/:code", (c) => redirector(c.req.raw, contextOf(c)));
  return app;
}
