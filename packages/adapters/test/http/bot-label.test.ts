import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { gunzipSync } from "node:zlib";
import { botLabel } from "@liftproof/adapters/http";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const folder = join(resolve(import.meta.dirname, "../../../..", process.env["LIFTPROOF_DATA"] ?? "../shared/data"), "crawlers");
const there = existsSync(folder);
if (!there) console.log(`skipped: ${folder} is not there; set LIFTPROOF_DATA to the folder that has crawlers`);
const recallOf = (userAgents: readonly string[]): number => userAgents.filter((one) => botLabel(one) === "bot_ua").length / userAgents.length;
const unzipped = (name: string): string => gunzipSync(readFileSync(`${folder}/${name}`)).toString("utf8");

describe("bot label", () => {
  test("example: what calls itself a crawler has the label, a browser and no user agent have none", () => {
    expect(botLabel("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")).toBe("bot_ua");
    expect(botLabel("Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.6.1 Mobile/15E148 Safari/604.1")).toBeNull();
    expect([botLabel(null), botLabel("")]).toEqual([null, null]);
  });

  test("law: any header is answered", () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.nat({ max: 5 }).map((power) => "(a+ ".repeat(10 ** power))), (text) => {
      expect(["bot_ua", null]).toContain(botLabel(text));
    }), { numRuns: 50 });
  });
});

describe.skipIf(!there)("public lists of user agents", () => {
  test("law: no browser is called a crawler", () => {
    const browsers = unzipped("browsers.csv.gz").split("\n").slice(1).filter((line) => line !== "").map((line) => line.split(",").slice(2).join(",").replaceAll(/^"|"$/g, "").replaceAll('""', '"'));
    expect(browsers.length).toBe(952);
    expect(browsers.filter((userAgent) => botLabel(userAgent) !== null)).toEqual([]);
  });

  test("budget: every search engine, 99.5 % of one list and 95.7 % of the other are recognized", () => {
    type Entry = { readonly instances?: readonly string[]; readonly tags?: readonly string[] };
    const entries = JSON.parse(unzipped("crawler-user-agents.json.gz")) as readonly Entry[];
    const all = entries.flatMap(({ instances = [] }) => instances);
    const search = entries.filter(({ tags = [] }) => tags.includes("search-engine")).flatMap(({ instances = [] }) => instances);
    const lines = readFileSync(`${folder}/crawlers.txt`, "utf8").split("\n").filter((line) => line !== "");
    expect([all.length, search.length, lines.length]).toEqual([2116, 427, 3720]);
    expect(recallOf(search)).toBe(1);
    expect(recallOf(all)).toBeGreaterThan(0.995);
    expect(recallOf(lines)).toBeGreaterThan(0.957);
  });
});
