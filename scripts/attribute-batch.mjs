/** One batch of `attribute-million.mjs`, in a process of its own: random rows through a lake and through TypeScript, and where their facts differ. */
import { rmSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildLake, ingestBronze, openLake } from "@liftproof/adapters/duckdb";
import { attributeOrders, attributionRules } from "@liftproof/attribution";
import { attributionStatements, dialects } from "@liftproof/lake";
import { canonicalFacts, canonicalRows, factQuery } from "../packages/adapters/test/support/canonical-facts.ts";
import { seededRandom } from "../packages/adapters/test/support/random.ts";
import { identityHash, randomRows, startUs } from "../packages/adapters/test/support/random-rows.ts";
import { journeysOf } from "../packages/adapters/test/support/typescript-journeys.ts";
import { lineOf, writeObject } from "../packages/adapters/test/support/write-objects.ts";

const hour = 3_600_000_000;
const day = 24 * hour;
const everything = {
  lookbackUs: 5 * day,
  proofWindowUs: 2 * day,
  partnerProofWindowUs: day,
  couponSources: ["google", "newsletter"],
  requireProof: [{ campaign: "newsletter", keyIds: ["k1"] }, { partner: "acme" }],
  distrust: [{ keyId: "k2", fromUs: startUs + 14 * day, toUs: startUs + 16 * day }],
  viewThrough: { lookbackUs: 3 * day, eventNames: ["search.query", "page.view"] },
  fraud: { mode: "burst", windows: [{ windowUs: hour, maxTouches: 1 }, { windowUs: 2 * day, maxTouches: 3 }], allowedDevices: ["shared'office"] },
};
const ruleSets = {
  defaults: attributionRules({ ownDomains: ["shop.test"] }),
  "everything on": attributionRules(everything),
  "everything on, and orders that spend": attributionRules({ ...everything, resetAtOrder: true, fraud: { mode: "excess", windows: [{ windowUs: 3 * day, maxTouches: 2 }], allowedDevices: [] } }),
};

/** Rows of `randomRows` with more visits and on more devices, so that not everybody is too fast, and with bursts of clicks. */
function batchRows({ seed, events, people, days }) {
  const random = seededRandom(seed);
  const rows = randomRows(random, { events, people, days }).map((row) => ({
    ...row,
    eventName: (row.eventName === "exp.view" && random.chance(0.9)) || row.eventName === "profile.view" ? "page.view" : row.eventName,
    deviceFp: row.deviceFp === "device-1" ? `device-${random.below(people)}` : row.deviceFp,
  }));
  const bursts = Array.from({ length: Math.ceil(events / 2000) }, (_, at) => {
    const { eventId, ...first } = random.pick(rows);
    return Array.from({ length: 2 + random.below(20) }, (__, place) => {
      const atUs = first.receivedTsUs + random.pick([0, 1, 60_000_000, 1_800_000_000]) * place;
      return { ...first, eventId: `burst ${at} ${place} of ${eventId}`, eventName: "landing.view", utmSource: "acme", utmCampaign: "burst", deviceFp: `burst-${at}`, receivedTsUs: atUs, eventTsUs: atUs };
    });
  });
  return random.shuffled([...rows, ...bursts.flat()]);
}

const { seed, plan } = JSON.parse(process.argv[2]);
const rows = batchRows({ seed, ...plan });
// Some rows come later still.
const watermarkUs = startUs + (plan.days + 11) * day;
const folder = mkdtempSync(join(tmpdir(), "liftproof-million-"));
const lake = await openLake({ threads: 1 });
const checks = [];
try {
  for (let from = 0; from < rows.length; from += 20_000) writeObject(folder, rows.slice(from, from + 20_000).map(lineOf));
  // A tenth of the lines once more, in another object.
  writeObject(folder, rows.slice(0, Math.ceil(rows.length / 10)).map(lineOf));
  await ingestBronze({ lake, bronzeRoot: folder });
  for (const name of ["defaults", seed % 2 === 0 ? "everything on" : "everything on, and orders that spend"]) {
    const rules = ruleSets[name];
    await buildLake({ lake, rules, watermarkUs, identityHashOf: (id) => (id.startsWith("u:") ? identityHash(id) : undefined) });
    const expected = canonicalFacts(attributeOrders({ ...journeysOf(rows, rules, watermarkUs), rules, watermarkUs }));
    const [{ touches }] = await lake.all("SELECT count(*) AS touches FROM lake.int_touches");
    const compare = async (how) => checks.push({ name: `${name}, ${how}`, touches: Number(touches), ...differences(expected, canonicalRows(await lake.all(factQuery))) });
    await compare("as built");
    await lake.run("DELETE FROM lake.fact_attribution_checkout");
    await lake.run(attributionStatements({ dialect: dialects.duckdb, rules, watermarkUs, walkAbove: plan.people > 100 ? 0 : rows.length }).find((each) => each.name === "winners").sql);
    await compare(plan.people > 100 ? "all walked" : "all joined");
  }
} finally {
  await lake.close();
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(JSON.stringify(checks));

/** Facts compared by their order, byte by byte. */
function differences(expected, found) {
  if (expected === found) return { facts: expected.split("\n").length, differing: [] };
  const [ours, theirs] = [expected, found].map((text) => new Map(text.split("\n").map((line) => [JSON.parse(line).order_id, line])));
  const orders = [...new Set([...ours.keys(), ...theirs.keys()])].filter((order) => ours.get(order) !== theirs.get(order));
  return { facts: ours.size, differing: orders.map((order) => ({ order, typescript: ours.get(order) ?? "no fact", duckdb: theirs.get(order) ?? "no fact" })) };
}
