import { setTimeout as pause } from "node:timers/promises";
import type { Engine, Tab } from "../engines/engine.ts";
import type { Site } from "../site/site.ts";
import type { Trial } from "../site/trial.ts";

/** What a cell has to work with. */
export interface Bench {
  readonly engine: Engine;
  readonly site: Site;
}

/** One line of the matrix. Rejects when what it says is not so; gives the words of its cell, or null where an engine cannot express it. */
export interface Cell {
  readonly title: string;
  readonly run: (bench: Bench) => Promise<string | null>;
  /** Asks for a page in front, or much of the machine: runs before those that run at once. */
  readonly alone?: true;
  /** Ends the browser, so it comes last. */
  readonly crashes?: true;
}

/** Waits until it holds; after so long it throws, naming what was expected. */
export async function until(what: string, holds: () => boolean | Promise<boolean>, withinMs = 20_000): Promise<void> {
  const endMs = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > endMs) throw new Error(`${what}: expected within ${withinMs / 1000} s, did not come`);
    await pause(25);
  }
}

/** Time in which something that must not come would have come. */
export const settle = (milliseconds = 1500): Promise<void> => pause(milliseconds);

/** Waits until what pages sent has arrived or failed, tabs that are closed included: no connection for two seconds. */
export async function quiet(trial: Trial): Promise<void> {
  let lastMs = Date.now();
  await until("nothing on its way", () => {
    if (trial.proxy.open > 0) lastMs = Date.now();
    return Date.now() - lastMs > 2000;
  }, 40_000);
}

/** A tab on a page of a new trial. */
export async function openPage({ engine, site }: Bench, query: Readonly<Record<string, string>> = {}): Promise<{ readonly trial: Trial; readonly tab: Tab }> {
  const trial = await site.trial();
  const tab = await engine.open();
  await tab.goto(trial.page(query));
  return { trial, tab };
}

/** Runs tries, as many at a time as the engine bears. */
export async function tries<Value>(count: number, parallel: number, run: () => Promise<Value>): Promise<readonly Value[]> {
  const results: Value[] = [];
  let started = 0;
  const worker = async (): Promise<void> => {
    while (started < count) {
      started += 1;
      results.push(await run());
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return results;
}
