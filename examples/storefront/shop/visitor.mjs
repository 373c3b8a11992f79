/** What a request says of who makes it, and what may be remembered of them. */

/** @param {Request} request @param {string} name */
export function cookie(request, name) {
  const pairs = (request.headers.get("cookie") ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** `granted`, `denied`, or `unknown` until the banner was answered. A browser that sends Global Privacy Control has answered it. */
export function consentOf(request) {
  if (request.headers.get("sec-gpc") === "1") return "denied";
  const said = cookie(request, "consent");
  return said === "granted" || said === "denied" ? said : "unknown";
}

/** Only with consent is a cookie set that tells one visitor from another. */
export const mayRemember = (request) => consentOf(request) === "granted";

/** The answer to the banner, for half a year. */
export const consentCookie = (state) => `consent=${state}; Path=/; Max-Age=15552000; SameSite=Lax`;

/** Which customer is signed in; the shop could not work without. */
export const customerCookie = (userId) => `customer=${userId}; Path=/; HttpOnly; SameSite=Lax`;

/** A form of another site is not ours, whatever cookies came with it. */
export function isOwnForm(request, origin) {
  return request.method === "POST" && (request.headers.get("origin") ?? origin) === origin && ["same-origin", null].includes(request.headers.get("sec-fetch-site"));
}

/** Fields of a form, at most 10 kB of them. */
export async function formOf(request) {
  if (Number(request.headers.get("content-length") ?? Number.NaN) <= 10_000) return new URLSearchParams(await request.text());
  return new URLSearchParams();
}
