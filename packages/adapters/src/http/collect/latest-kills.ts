import type { RequestContext } from "../fetch-handler.ts";

/** Asks which experiments are off: ids, from wherever kills are kept. */
export type KilledSource = () => Iterable<string> | Promise<Iterable<string>>;

const freshUs = 1_000_000;

/**
 * The experiments that are off, asked for at most once a second however many requests come. While the source fails, the last
 * answer holds and the failure goes to `waitUntil`: a kill list that cannot be read stops no event.
 */
export function latestKills(source: KilledSource): (context: Pick<RequestContext, "nowUs" | "waitUntil">) => Promise<readonly string[]> {
  let askedAtUs = -Infinity;
  let latest: Promise<readonly string[]> = Promise.resolve([]);
  return async ({ nowUs, waitUntil }) => {
    if (Math.abs(nowUs - askedAtUs) >= freshUs) {
      askedAtUs = nowUs;
      const before = latest;
      latest = ask(source).catch((cause: unknown) => {
        waitUntil(Promise.reject(cause));
        return before;
      });
    }
    return latest;
  };
}

async function ask(source: KilledSource): Promise<readonly string[]> {
  return [...(await source())];
}
