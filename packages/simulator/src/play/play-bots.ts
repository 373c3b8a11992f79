import { micros } from "../micros.ts";
import type { RandomStream } from "../random/random-stream.ts";
import { hexText } from "../wire/hex-text.ts";
import type { World } from "../world/world.ts";
import { partnerLabels } from "./token-press.ts";

/**
 * Crawlers that say so, and click farms that do not.
 *
 * A crawler follows paid links and carries a label. A farm lands on a partner's campaign from one
 * device, many times within minutes, each time as somebody new.
 */
export function playBots(world: World, day: number): void {
  const random = world.chance.bots(day);
  const crawls = Math.max(2, Math.round(world.plan.users / 2000));
  for (let crawl = 0; crawl < crawls; crawl += 1) playCrawl(world, day, random);
  const farms = Math.max(1, Math.round(world.plan.users / 20_000));
  for (let farm = 0; farm < farms; farm += 1) playFarm(world, day, random);
}

function playCrawl(world: World, day: number, random: RandomStream): void {
  const anonId = `anon-${hexText(random, 4)}`;
  const labels = random.chance(0.7) ? { bot_ua: true } : { webdriver: true };
  const pages = 4 + random.below(9);
  let atUs = startOf(world, day, random);
  for (let page = 0; page < pages; page += 1) {
    const first = page === 0;
    world.ledger.labeledBotEvents += 1;
    world.outbox.send(
      {
        name: first ? "landing.view" : "page.view",
        atUs,
        fields: {
          anon_id: anonId,
          page_path: first ? "/" : `/studios/studio-${1 + random.below(200)}`,
          ...(first ? { click_id_kind: "gclid", utm_source: "google", utm_medium: "cpc", utm_campaign: "search_brand" } : {}),
          labels,
        },
      },
      { random, origin: "device", clockAheadUs: 0, heldBackUs: 0 },
    );
    atUs += (300 + random.below(900)) * micros.millisecond;
  }
}

function playFarm(world: World, day: number, random: RandomStream): void {
  const fingerprint = hexText(random, 2);
  let atUs = startOf(world, day, random);
  for (let landing = 0; landing < 16; landing += 1) {
    world.ledger.unlabeledBotEvents += 1;
    world.outbox.send(
      {
        name: "landing.view",
        atUs,
        fields: {
          anon_id: `anon-${hexText(random, 4)}`,
          device_fp: fingerprint,
          page_path: "/",
          utm_source: "dealfinder",
          utm_medium: "affiliate",
          utm_campaign: partnerLabels.dealfinder.campaign,
        },
      },
      { random, origin: "device", clockAheadUs: 0, heldBackUs: 0 },
    );
    atUs += (2_000 + random.below(20_000)) * micros.millisecond;
  }
}

function startOf({ plan }: World, day: number, random: RandomStream): number {
  return plan.startUs + day * micros.day + random.below(86_400_000) * micros.millisecond;
}
