import { createServer, type Server, type Socket, connect } from "node:net";

/** A port in front of a TLS server that is far away. */
export interface DelayingProxy {
  readonly port: number;
  /** Connections now: none when nothing is on its way. */
  readonly open: number;
  /** Cuts the line: what is connected breaks, nobody gets in. */
  readonly cut: () => Promise<void>;
  /** Listens again on the same port. */
  readonly mend: () => Promise<void>;
}

/**
 * Listens on a port of its own, so that no connection to it can be warm, and passes every byte on after a delay in each direction. A
 * handshake takes several journeys: that is what a browser loses when its page goes away, and what plain loopback hides.
 */
export async function delayingProxy(targetPort: number, delayMs: number): Promise<DelayingProxy> {
  const sockets = new Set<Socket>();
  let server: Server;
  let port = 0;
  const accept = (client: Socket): void => {
    const target = connect(targetPort, "127.0.0.1");
    for (const [from, to] of [[client, target], [target, client]] as const) {
      sockets.add(from);
      from.setNoDelay(true);
      from.on("data", (chunk) => void setTimeout(() => to.writable && to.write(chunk), delayMs));
      from.on("end", () => void setTimeout(() => to.end(), delayMs));
      // What was sent before the line broke still arrives.
      from.on("close", () => {
        sockets.delete(from);
        setTimeout(() => to.destroy(), delayMs + 1000);
      });
      from.on("error", () => undefined);
    }
  };
  const mend = (): Promise<void> =>
    new Promise((resolve, reject) => {
      server = createServer({ allowHalfOpen: true }, accept);
      server.once("error", reject);
      server.listen(port, "0.0.0.0", () => {
        ({ port } = server.address() as { port: number });
        resolve();
      });
    });
  await mend();
  return {
    get port() {
      return port;
    },
    get open() {
      return sockets.size;
    },
    mend,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
