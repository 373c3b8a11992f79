/** Clients in a process of their own, each with one connection and one request at a time: `node client.mjs PORT CLIENTS EVENTS SECONDS PREFIX`. Prints what was answered. */
import { Agent, request } from "node:http";

const [port, clients, events, seconds, prefix] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: Number(clients) });
const endsAt = performance.now() + Number(seconds) * 1000;
const latenciesMs = [];
const statuses = {};
/** Ranges of event numbers that were said to be safe: [first, count]. */
const acknowledged = [];
let next = 0;
let isGone = false;

await Promise.all(Array.from({ length: Number(clients) }, client));
process.stdout.write(JSON.stringify({ latenciesMs: summary(latenciesMs), statuses, acknowledged: acknowledged.reduce((sum, [, count]) => sum + count, 0), ranges: acknowledged, isGone }));

async function client() {
  while (!isGone && performance.now() < endsAt) {
    const first = next;
    next += Number(events);
    const startedAt = performance.now();
    const status = await send(bodyOf(first)).catch(() => null);
    if (status === null) {
      isGone = true;
      return;
    }
    latenciesMs.push(performance.now() - startedAt);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (status === 202) acknowledged.push([first, Number(events)]);
    else await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function bodyOf(first) {
  const atUs = Date.now() * 1000;
  return Array.from({ length: Number(events) }, (_, at) =>
    JSON.stringify({ event_name: "page.view", event_id: `${prefix}${first + at}`, event_ts_us: atUs, anon_id: "a-1842", session_id: "s-1", page_path: "/product/halo", utm_source: "newsletter", payload: { title: "A ring of warm light for long evenings", width: 1280 } }),
  ).join("\n");
}

function send(body) {
  return new Promise((resolve, reject) => {
    const call = request({ host: "127.0.0.1", port, path: "/v1/events", method: "POST", agent, headers: { "content-length": Buffer.byteLength(body) } }, (response) => {
      response.resume();
      response.once("end", () => resolve(response.statusCode));
    });
    call.once("error", reject);
    call.end(body);
  });
}

function summary(list) {
  const sorted = [...list].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? null;
  return { count: sorted.length, p50: at(0.5), p99: at(0.99), most: sorted.at(-1) ?? null };
}
