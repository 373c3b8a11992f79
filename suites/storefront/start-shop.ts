import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** A running shop. */
export interface Shop {
  readonly origin: string;
  readonly admin: string;
  /** Asks it to stop and resolves with its exit code once everything is on disk. */
  readonly stop: () => Promise<number | null>;
}

/** Starts the example as a person would, on a free port. */
export async function startShop(folder: string): Promise<Shop> {
  const start = new URL("../../examples/storefront/start.mjs", import.meta.url);
  const child = spawn(process.execPath, [start.pathname, "--port", "0", "--folder", folder], { stdio: ["ignore", "pipe", "inherit"] });
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const places = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [name = "", address = ""] = line.split(/\s+/u);
    places.set(name, address);
    if (name === "kept") break;
  }
  const shop = places.get("shop");
  const admin = places.get("admin");
  if (shop === undefined || admin === undefined) throw new Error(`start: expected the addresses of shop and admin, got exit code ${await ended}`);
  const stop = (): Promise<number | null> => {
    child.kill("SIGTERM");
    return ended;
  };
  return { origin: shop.replace(/\/$/u, ""), admin, stop };
}
