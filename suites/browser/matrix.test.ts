import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { Bench, Cell } from "./cells/cell.ts";
import { comingAndGoingCells } from "./cells/comings-and-goings.ts";
import { leavingCells } from "./cells/leaving.ts";
import { limitCells } from "./cells/limits.ts";
import { outageCells } from "./cells/outages.ts";
import { permissionCells } from "./cells/permissions.ts";
import { startChromium } from "./engines/chromium.ts";
import type { Engine } from "./engines/engine.ts";
import { startFirefox } from "./engines/firefox.ts";
import { startWebKit } from "./engines/webkit.ts";
import { type Site, startSite } from "./site/site.ts";

/** Milliseconds that every byte takes in each direction. */
const delayMs = 150;
const cells: readonly Cell[] = [...leavingCells, ...limitCells, ...outageCells, ...comingAndGoingCells, ...permissionCells];
const { BROWSER_CHROMIUM, BROWSER_FIREFOX, BROWSER_WEBKIT_DRIVER, BROWSER_WEBKIT, BROWSER_RESULTS } = process.env;
const starts: Readonly<Record<string, ((profile: string) => Promise<Engine>) | undefined>> = {
  Chromium: BROWSER_CHROMIUM === undefined ? undefined : (profile) => startChromium(BROWSER_CHROMIUM, profile),
  Firefox: BROWSER_FIREFOX === undefined ? undefined : (profile) => startFirefox(BROWSER_FIREFOX, profile),
  WebKitGTK: BROWSER_WEBKIT === undefined || BROWSER_WEBKIT_DRIVER === undefined ? undefined : () => startWebKit(BROWSER_WEBKIT_DRIVER, BROWSER_WEBKIT),
};

/** The matrix: what each cell said, by title and engine. */
const results: Record<string, Record<string, string>> = Object.fromEntries(cells.map(({ title }) => [title, {}]));
const versions: Record<string, string> = {};
let site: Site;

beforeAll(async () => {
  site = await startSite(delayMs);
});
afterAll(() => {
  site.stop();
  if (BROWSER_RESULTS === undefined) return;
  mkdirSync(dirname(BROWSER_RESULTS), { recursive: true });
  writeFileSync(BROWSER_RESULTS, JSON.stringify({ delayMs, versions, results }));
});

for (const [name, start] of Object.entries(starts)) {
  describe.skipIf(start === undefined)(name, () => {
    const bench: { engine: Engine; site: Site } = {} as Bench;
    const profile = mkdtempSync(join(tmpdir(), "liftproof-profile-"));
    let crashed = false;
    beforeAll(async () => {
      if (start === undefined) return;
      bench.engine = await start(profile);
      bench.site = site;
      versions[name] = bench.engine.version;
    });
    afterAll(async () => {
      if (!crashed) await bench.engine?.stop();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    });
    const record = ({ title, run }: Cell) => async (): Promise<void> => {
      const said = (results[title] ??= {});
      said[name] = "FAILS";
      said[name] = (await run(bench)) ?? "not in this engine";
    };
    // Those that leave one after another: they have a number of tabs of their own.
    for (const cell of leavingCells) test(`law: ${cell.title}`, record(cell));
    describe.concurrent("at once", () => {
      for (const cell of cells) if (!leavingCells.includes(cell) && cell.crashes === undefined) test(`law: ${cell.title}`, record(cell));
    });
    for (const cell of cells.filter(({ crashes }) => crashes)) {
      test(`law: ${cell.title}`, async () => {
        crashed = bench.engine.crash !== undefined;
        await record(cell)();
      });
    }
  });
}
