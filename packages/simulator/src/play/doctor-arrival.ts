import type { TokenStatus } from "@liftproof/click-token";
import { micros } from "../micros.ts";
import { pick } from "../random/pick.ts";
import type { RandomStream } from "../random/random-stream.ts";
import type { World } from "../world/world.ts";
import type { Arrival } from "./arrival.ts";
import { forgedToken } from "./forged-token.ts";
import { clickLifetimeUs, partnerLabels } from "./token-press.ts";

/** An arrival as the page sees it, after whatever was done to its address. */
export interface SeenArrival {
  readonly arrival: Arrival;
  /** What the verifier must say of the token on the landing. */
  readonly tokenStatus: TokenStatus;
}

/** Where and to whom an arrival happens. */
export interface Scene {
  readonly world: World;
  readonly personIndex: number;
  readonly landedAtUs: number;
  readonly random: RandomStream;
}

/**
 * Puts tokens that prove nothing on some landings that no token brought.
 *
 * Forged ones claim a partner, half of them in plain text too. Stale ones come from a bookmark,
 * copied ones from somebody else's address bar. None changes what really brought the person.
 */
export function doctorArrival(arrival: Arrival, scene: Scene): SeenArrival {
  if ("click_token" in arrival.fields) return { arrival, tokenStatus: "verified" };
  const trick = pick(scene.random, [
    ["none", 96.4],
    ["forged", 1.6],
    ["stale", 1],
    ["copied", 1],
  ] as const);
  if (trick === "none") return { arrival, tokenStatus: "missing" };
  return { forged, stale, copied }[trick](arrival, scene);
}

function forged(arrival: Arrival, { world, landedAtUs, random }: Scene): SeenArrival {
  world.ledger.forgedTokens += 1;
  const issuedAtUs = Math.floor(landedAtUs / micros.second) * micros.second;
  const genuine = world.press.partnerClick(issuedAtUs, random, "dealfinder");
  const { token, tokenStatus } = forgedToken(genuine, random);
  const spoken = random.chance(0.5)
    ? { utm_source: "dealfinder", utm_medium: "affiliate", utm_campaign: partnerLabels.dealfinder.campaign }
    : {};
  return { arrival: { ...arrival, fields: { ...arrival.fields, ...spoken, click_token: token } }, tokenStatus };
}

function stale(arrival: Arrival, { world, landedAtUs, random }: Scene): SeenArrival {
  const clickedAtUs = Math.floor(landedAtUs / micros.second) * micros.second - clickLifetimeUs - (1 + random.below(9)) * micros.day;
  const token = world.press.bannerClick(clickedAtUs, random);
  return { arrival: { ...arrival, fields: { ...arrival.fields, click_token: token } }, tokenStatus: "expired" };
}

function copied(arrival: Arrival, { world, personIndex, random }: Scene): SeenArrival {
  const { usedYesterday } = world;
  const used = usedYesterday[random.below(usedYesterday.length)];
  if (used === undefined || used.personIndex === personIndex) return { arrival, tokenStatus: "missing" };
  world.ledger.replayedTokens += 1;
  return { arrival: { ...arrival, fields: { ...arrival.fields, click_token: used.token } }, tokenStatus: "verified" };
}
