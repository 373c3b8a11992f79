/** Starts the shop for a person: `npm run example:storefront`. */
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { nodeListener } from "@liftproof/adapters/http";
import { createTokenService, generateKey, loadKeyRing } from "@liftproof/click-token/node";
import { createStorefront } from "./shop/storefront.mjs";

const { values } = parseArgs({ options: { port: { type: "string", default: "8080" }, folder: { type: "string", default: "out/storefront" } } });
const folder = resolve(values.folder);
await mkdir(folder, { recursive: true });

const server = createServer((incoming, outgoing) => listener(incoming, outgoing));
await new Promise((done, failed) => server.once("error", failed).listen(Number(values.port), "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;

const ring = loadKeyRing({ keys: [await keyOf(join(folder, "key.json"))] });
const adminKey = randomBytes(16).toString("hex");
const { handler, sink, close } = await createStorefront({ folder, origin, adminKey, tokens: { service: createTokenService(ring), ring, keyId: "1" } });
const listener = nodeListener(handler, { sink, onFault: (cause) => console.error(cause) });

console.log(`shop   ${origin}/`);
console.log(`letter ${origin}/mail/digest`);
console.log(`admin  ${origin}/admin?key=${adminKey}`);
console.log(`kept in ${folder}; stop with Ctrl+C`);

let stopping = false;
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => void stop());

/** No new connections, then what is under way, then the spool. */
async function stop() {
  if (stopping) return;
  stopping = true;
  server.close();
  server.closeAllConnections();
  await listener.settled();
  await close();
}

/** The key of the first start: a link in a letter has to hold for longer than a process. */
async function keyOf(path) {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (cause) {
    if (cause.code !== "ENOENT") throw cause;
    const now = Date.now();
    const day = 86_400_000;
    const key = generateKey({ id: "1", notBefore: new Date(now - day).toISOString(), notAfter: new Date(now + 365 * day).toISOString(), maxLifetime: "30d" });
    await writeFile(path, JSON.stringify(key), { mode: 0o600 });
    return key;
  }
}
