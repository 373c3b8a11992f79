import { describe, expect, test } from "vitest";
import fc from "fast-check";
import type { ReportInput } from "../src/index.ts";
import { renderReport } from "../src/index.ts";
import { sampleReport } from "./sample-report.ts";

const hostile = [
  '"><script>alert(1)</script>', "'><img src=x onerror=alert(1)>", "</style><script>", "</title><script>", "--><b>", "`${7*7}`", "&lt;script&gt;",
  "javascript:alert(1)", '" onload="x', "\u0000\u001b[31m", "\ud800", "\u202egnp.exe", "<!--", "]]>", "a".repeat(300), "", "constructor", "__proto__", "toString",
];
const text = fc.oneof(fc.constantFrom(...hostile), fc.string({ unit: "binary" }), fc.string());
const number = fc.oneof(fc.constantFrom(0, -0, 1e308, -1e308, 5e-324, Number.NaN, Infinity, -Infinity), fc.double({ noNaN: true, min: -1e6, max: 1e6 }));

/** The same value with every text replaced. */
function rewritten(value: unknown, next: () => string): unknown {
  if (typeof value === "string") return next();
  if (Array.isArray(value)) return value.map((entry) => rewritten(entry, next));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, rewritten(entry, next)]));
}

/** The same value with every number replaced. */
function changed(value: unknown, next: (known: number) => number): unknown {
  if (typeof value === "number") return next(value);
  if (Array.isArray(value)) return value.map((entry) => changed(entry, next));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, changed(entry, next)]));
}

/** Tags, with their attributes, in the order of the page; text between them is left out. */
function skeleton(page: string): string {
  return (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""')).join("");
}


/** The first match with what stands around it; a whole page in a failure tells nobody anything. */
function around(page: string, pattern: RegExp): readonly string[] {
  const at = page.search(pattern);
  return at < 0 ? [] : [page.slice(Math.max(0, at - 80), at + 80)];
}

/** What a lake's own texts fill: names of partners, keys, states and currencies. */
const listed = (): object => {
  const { partners, modeSwitches, referrals, ruleEffects } = sampleReport.attribution!;
  return { partners, modeSwitches, referrals, ruleEffects };
};

describe("report", () => {
  test("law: no text of the input can add a tag, an attribute or a script", () => {
    const allowed = new Set(
      (skeleton(renderReport(sampleReport)).match(/<\/?[a-z0-9]+|\s[a-z-]+(?==)/gi) ?? []).map((part) => part.trim().replace(/^<\/?/, "<")),
    );
    fc.assert(
      fc.property(fc.infiniteStream(text), (texts) => {
        const stream = texts[Symbol.iterator]();
        const next = (): string => String(stream.next().value);
        const input = rewritten(sampleReport, next) as ReportInput;
        // The verdict on a split is a closed list by its type; everything else may be anything.
        const experiments = input.experiments.map((experiment, index) => {
          const known = sampleReport.experiments[index]?.sampleRatio?.verdict ?? "healthy";
          return { ...experiment, sampleRatio: experiment.sampleRatio === null ? null : { ...experiment.sampleRatio, verdict: known } };
        });
        const attribution = { ...sampleReport.attribution!, tokenStatus: { [next()]: 3, [next()]: 2 }, currency: next(), ...(rewritten(listed(), next) as object) };
        const page = renderReport({ ...input, experiments, attribution, health: { ...sampleReport.health!, rejected: { [next()]: 4 } } });
        const used = (skeleton(page).match(/<\/?[a-z0-9]+|\s[a-z-]+(?==)/gi) ?? []).map((part) => part.trim().replace(/^<\/?/, "<"));
        expect(used.filter((part) => !allowed.has(part))).toEqual([]);
        // Outside tags no bracket is left, and every quote inside a tag closes.
        expect(around(page.replace(/<style>[^]*?<\/style>/, "").replace(/<[^<>]*>/g, ""), /[<>]/)).toEqual([]);
        expect(around(skeleton(page), /<script|\son\w+=/i)).toEqual([]);
        expect(around(page, /(?![\t\n\r])[\p{Cc}\p{Cs}]/u)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test("law: no number of the input breaks a chart", () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.option(number, { nil: undefined })), (numbers) => {
        const stream = numbers[Symbol.iterator]();
        const broken = (value: unknown): unknown => changed(value, (known) => (stream.next().value as number | undefined) ?? known);
        const rows = broken(sampleReport.experiments[0]?.rows) as ReportInput["experiments"][number]["rows"];
        const looks = broken(sampleReport.experiments[0]?.history) as NonNullable<ReportInput["experiments"][number]["history"]>;
        const history = looks.map((look, day) => ({ ...look, asOfUs: day * 1e9 }));
        const page = renderReport({ ...sampleReport, experiments: [{ ...sampleReport.experiments[0]!, rows, history }] });
        expect(around(page, /NaN|Infinity|undefined/)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("law: the same input is the same bytes in every time zone and locale", () => {
    const zone = process.env["TZ"];
    const pages = ["UTC", "America/Denver", "Pacific/Kiritimati"].map((name) => {
      process.env["TZ"] = name;
      return renderReport(sampleReport);
    });
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain("As of 15 Nov 2026, 12:00 UTC");
  });

  test("example: partners, switches of keys, awards and restated rows are said", () => {
    const page = renderReport(sampleReport);
    expect(page).toContain('<th scope="row">dealfinder</th><td data-label="Clicks" class="number">9,321</td><td data-label="Signed" class="number">12.9%</td><td data-label="Confirmed by a person" class="number">0.0%</td><td data-label="Orders" class="number">197</td>');
    expect(page).toContain("Key 7 was lowered to report on 6 Nov 2026, 21:20 UTC: 3 of 253 tokens verified in the hour before, where 120 are usual, and 250 were refused.");
    expect(page).toContain("Key 7 counts in full again from 6 Nov 2026, 22:20 UTC on.");
    expect(page).toMatch(/<dt>approved, to be paid<\/dt><dd>[^<]*41\.66/u);
    expect(page).toMatch(/<dt>paid and taken back since: debt<\/dt><dd>[^<]*5\.00/u);
    expect(page).toContain("3 final rows were replaced after being published");
    expect(page).toContain('<th scope="row">Affiliates</th><td data-label="Truth" class="number">490</td><td data-label="These rules" class="number">498</td><td data-label="proof required of dealfinder" class="number">301</td>');
    const { partners: _, modeSwitches: __, referrals: ___, restated: ____, ...bare } = sampleReport.attribution!;
    expect(renderReport({ ...sampleReport, attribution: bare })).not.toMatch(/Partners|Keys that stopped|Referral awards|after being published/u);
  });

  test("law: the order of keys in counts does not matter", () => {
    const backwards = (counts: Readonly<Record<string, number>>) => Object.fromEntries(Object.entries(counts).reverse());
    const { attribution, health } = sampleReport;
    const turned = { ...sampleReport, attribution: { ...attribution!, tokenStatus: backwards(attribution!.tokenStatus) }, health: { ...health!, rejected: backwards(health!.rejected) } };
    expect(renderReport(turned)).toBe(renderReport(sampleReport));
  });

  test("law: nothing on the page is fetched or run, and every id is used once", () => {
    const page = renderReport(sampleReport);
    expect(around(page, /https?:|src=|url\(|@import|<script|<link|<iframe/)).toEqual([]);
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, references = ""] of page.matchAll(/aria-labelledby="([^"]+)"/g)) {
      for (const reference of references.split(" ")) expect(ids).toContain(reference);
    }
  });

  test("law: every chart has a title, a description and a table or list beside it", () => {
    const page = renderReport(sampleReport);
    const charts = page.match(/<svg/g) ?? [];
    expect(charts.length).toBeGreaterThan(20);
    expect(page.match(/<svg[^>]*role="img"[^>]*>\s*<title [^>]*>[^<]+<\/title>\s*<desc [^>]*>[^<]+<\/desc>/g)).toHaveLength(charts.length);
    expect(page.match(/<th scope="row">/g)?.length).toBeGreaterThan(10);
  });

  test("edge: an empty report is a page with its title and its glossary", () => {
    const page = renderReport({ title: "Nothing yet", generatedAtUs: null, experiments: [] });
    expect(page).toContain("<h1>Nothing yet</h1>");
    expect(page).not.toContain("As of");
    expect(page).not.toContain("<svg");
  });

  test("edge: an experiment without rows and without a split says so", () => {
    const page = renderReport({ title: "t", generatedAtUs: null, experiments: [{ definition: { expId: "fresh", variants: ["a", "b"], weights: [1, 1] }, rows: [], sampleRatio: null }] });
    expect(page).toContain("No result has been computed yet.");
  });

  test("edge: a broken split silences every other verdict, a shipped one included", () => {
    const [shipped, , broken] = sampleReport.experiments;
    const page = renderReport({ title: "t", generatedAtUs: null, experiments: [{ ...shipped!, sampleRatio: broken!.sampleRatio }] });
    expect(page).toContain("Do not trust");
    expect(page).not.toContain('<span class="badge">Ship</span>');
  });

  test("edge: a zero effect is written as none, an unbounded interval as such", () => {
    const page = renderReport(sampleReport);
    expect(page).toContain('<td data-label="True effect">none</td>');
    expect(page).toContain("no bound");
  });

  test("example: a product manager reads the outcome in plain words", () => {
    const page = renderReport(sampleReport);
    expect(page).toContain("short_form raised order_rate: 4.08% with control, 4.46% with short_form (+9.3%; the data fit anything from +0.62% to +18.8%). The chance that it is better is 98.2%.");
    expect(page).toContain("The split is broken: control got 53.40% of the units where 50.00% was promised.");
    expect(page).toContain("Without signed clicks, 214 orders worth 11,904.50 EUR would have been credited to another channel.");
  });
});
