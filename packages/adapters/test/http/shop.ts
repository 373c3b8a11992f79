import type { EnrolledExperiment, EnrolOptions } from "@liftproof/adapters/http";
import { generateKey, loadKeyRing } from "@liftproof/click-token/node";
import type { KeyRing } from "@liftproof/click-token";

export const nowUs: number = Date.UTC(2026, 11, 2, 9) * 1000;
export const hero: EnrolledExperiment = {
  expId: "hero", status: "running", variants: ["control", "big"], weights: [1, 1], surface: "home", unit: "identity", publicSeo: true, control: "control",
};
export const button: EnrolledExperiment = { ...hero, expId: "button", surface: "checkout", publicSeo: false };
export const person = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/145.0.0.0 Safari/537.36";
export const crawler = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

/** A request to the shop. */
export function visit(headers: Readonly<Record<string, string>> = {}, path = "/"): Request {
  return new Request(`https://shop.example${path}`, { headers: { "user-agent": person, ...headers } });
}

/** Options with ids that count up, so that nothing is random. */
export function home(changes: Partial<EnrolOptions> = {}): EnrolOptions {
  let made = 0;
  return { experiments: [hero, button], surface: "home", nowUs, newId: () => `made-${(made += 1)}`, ...changes };
}

const settings = { notBefore: "2026-01-01T00:00:00Z", notAfter: "2027-01-01T00:00:00Z", maxLifetime: "24h" };
const keys = ["1", "2"].map((id) => generateKey({ id, ...settings }));

/** Two keys of our own, both usable unless said otherwise. */
export function ringOf(changes: Readonly<Record<string, object>> = {}): KeyRing {
  return loadKeyRing({ keys: keys.map((key) => ({ ...key, ...changes[key.id] })) });
}
