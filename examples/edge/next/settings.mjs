/** What a Next application reads from its environment, once. */
import { createHandlers } from "../handlers.mjs";

let handlers;

/** @throws Error naming the variable that is missing */
export function sharedHandlers() {
  handlers ??= createHandlers({
    origin: required("SHOP_ORIGIN"),
    ring: required("KEY_RING"),
    keyId: required("KEY_ID"),
    receiver: { url: required("RECEIVER_URL"), secret: required("RECEIVER_SECRET") },
    links: { spring: { target: `${required("SHOP_ORIGIN")}/sale`, campaign: "spring_sale", source: "newsletter", medium: "email" } },
  });
  return handlers;
}

/** Next hands the platform's address over in a header that its own proxy writes last. */
export const contextOf = (request, sink) => ({
  clientAddress: request.headers.get("x-forwarded-for")?.split(",").at(-1)?.trim() ?? "",
  nowUs: Date.now() * 1000,
  waitUntil: (work) => void work.catch((cause) => console.error(cause)),
  sink,
});

function required(name) {
  const value = process.env[name];
  if (value === undefined || value === "") throw new Error(`${name}: expected in the environment, got nothing`);
  return value;
}
