import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, test } from "vitest";
import type { Bench, Cell } from "./cells/cell.ts";
import { comingAndGoingCells } from "./cells/comings-and-goings.ts";
import { leavingCells } from "./cells/leaving.ts";
import { limitCells } from "./cells/limits.ts";
import { outageCells } from "./cells/outages.ts";
import { permissionCells } from "./cells/permissions.ts";
import { visitCells } from "./cells/visits.ts";
import type { Engine } from "./engines/engine.ts";
import { within } from "./engines/within.ts";
import { type Site, startSite } from "./site/site.ts";

/** A step that hangs is a fault of its cell, soon. */
const cellTimeoutMs = 120_000;
/** Milliseconds that every byte takes in each direction. */
const delayMs = 150;
const cells: readonly Cell[] = [...leavingCells, ...limitCells, ...outageCells, ...comingAndGoingCells, ...permissionCells, ...visitCells];

/**
 * Tests of every cell in one engine, which is skipped where its browser is not there. What the cells said goes into a file of the folder
 * that `BROWSER_RESULTS` names, so that engines can run side by side.
 *
 * @param start - Undefined where the engine cannot be had.
 */
export function matrixOf(name: string, start: ((profile: string) => Promise<Engine>) | undefined): void {
  describe.skipIf(start === undefined)(name, () => {
    const bench: { engine: Engine; site: Site } = {} as Bench;
    const profile = mkdtempSync(join(tmpdir(), "liftproof-profile-"));
    const said: Record<string, string> = Object.fromEntries(cells.map(({ title }) => [title, "not run"]));
    let version = "";
    let crashed = false;
    beforeAll(async () => {
      if (start === undefined) return;
      bench.site = await startSite(delayMs);
      bench.engine = await start(profile);
      ({ version } = bench.engine);
    });
    afterAll(async () => {
      if (!crashed) await bench.engine?.stop();
      bench.site?.stop();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
      const folder = process.env["BROWSER_RESULTS"];
      if (folder === undefined) return;
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${name}.json`), JSON.stringify({ delayMs, version, said }));
    });
    const record = ({ title, run }: Cell) => async (): Promise<void> => {
      said[title] = "FAILS";
      // Nothing that ends too late is said.
      said[title] = (await within(title, cellTimeoutMs, run(bench))) ?? "not in this engine";
    };
    const one = (cell: Cell): void => test(`law: ${cell.title}`, record(cell), cellTimeoutMs + 5000);
    const rest = cells.filter(({ alone, crashes }) => !alone && !crashes);
    // Those that leave run one after another: they have a number of tabs of their own.
    for (const cell of [...leavingCells, ...cells.filter(({ alone }) => alone)]) one(cell);
    describe.concurrent("at once", () => {
      for (const cell of rest.filter((each) => !leavingCells.includes(each))) one(cell);
    });
    for (const cell of cells.filter(({ crashes }) => crashes)) {
      test(`law: ${cell.title}`, async () => {
        crashed = bench.engine.crash !== undefined;
        await record(cell)();
      }, cellTimeoutMs + 5000);
    }
  });
}
