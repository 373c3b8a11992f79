import { parse } from "yaml";
import type { ConfigFile } from "@liftproof/experiments";
import type { CommandContext } from "../command-context.ts";
import { configTexts } from "./config-files.ts";

/** What two keys of an experiment's file say, before anything in it is judged. */
export interface ExperimentOutline {
  readonly file: string;
  /** Null where the file cannot be read that far. */
  readonly expId: string | null;
  /** 1 when the file does not say; null where what it says is no phase. */
  readonly phase: number | null;
  /** Ids of its prerequisites. */
  readonly asked: readonly string[];
}

/**
 * Every experiment of a folder, or the one of a file, by id and phase alone: what else is wrong with the files does not matter.
 *
 * @throws CommandFault when there is nothing to read.
 */
export async function experimentOutlines(context: CommandContext, path: string): Promise<readonly ExperimentOutline[]> {
  const { experiments } = await configTexts(context, path, {});
  return experiments.map(experimentOutline);
}

/** A file that cannot be read that far asks for nothing; its faults are told when it is loaded. */
export function experimentOutline({ path: file, text }: ConfigFile): ExperimentOutline {
  let value: unknown;
  try {
    value = parse(text, { logLevel: "silent" });
  } catch {
    // A key given twice, say; the line of the id is a line of its own.
    const [, expId = null] = /^exp_id: *["']?([A-Za-z0-9_.-]+)["']? *$/mu.exec(text) ?? [];
    const [, phase = "1"] = /^phase: *(\d{1,9}) *$/mu.exec(text) ?? [];
    return { file, expId, phase: Number(phase), asked: [] };
  }
  const expId = entryOf(value, "exp_id");
  const phase = entryOf(value, "phase") ?? 1;
  const prerequisites = entryOf(value, "prerequisites");
  const asked = (Array.isArray(prerequisites) ? prerequisites : []).map((one: unknown) => entryOf(one, "exp_id"));
  return {
    file,
    expId: typeof expId === "string" ? expId : null,
    phase: Number.isSafeInteger(phase) && (phase as number) >= 1 ? (phase as number) : null,
    asked: asked.filter((id) => typeof id === "string"),
  };
}

function entryOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}
