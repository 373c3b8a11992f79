import { rename, writeFile } from "node:fs/promises";
import type { KeyFile, KeyRingFile } from "@liftproof/click-token";
import { generateKey, loadKeyRing } from "@liftproof/click-token/node";
import { CommandFault } from "../../command-fault.ts";
import { commandWithExamples, pathFrom, printLine } from "../../command-context.ts";
import type { CommandContext, CommandFactory } from "../../command-context.ts";
import { parseDuration } from "../../options/parse-duration.ts";
import { readTextFile } from "../../input/read-text-file.ts";
import { outputStep } from "../../output/write-output.ts";
import { namingOptions } from "./naming-options.ts";
import type { FieldOption } from "./naming-options.ts";

interface KeygenOptions {
  readonly ring?: string;
  readonly id?: string;
  readonly validFor: string;
  readonly maxLifetime: string;
  readonly partner?: string;
  readonly campaigns?: string;
  readonly trust?: string;
}

/** `liftproof token keygen`: a new signing key, printed or added to a key ring file. */
export const keygenCommand: CommandFactory = (context) =>
  commandWithExamples("keygen", "Make a signing key.", [
    "token keygen --ring keys.json",
    "token keygen --ring keys.json --id 7 --partner acme --campaigns spring,summer --valid-for 90d",
  ])
    .option("--ring <file>", "add the key to this key ring file, made if absent; without it the key ring is printed")
    .option("--id <n>", "0 to 255, never used before (default: the first free one)")
    .option("--valid-for <duration>", "how long from now the key may mint", "365d")
    .option("--max-lifetime <duration>", "longest life of its tokens", "90d")
    .option("--partner <name>", "every token of this key is this partner's")
    .option("--campaigns <names>", "the only campaigns it may claim, separated by commas")
    .option("--trust <level>", "proof: click tokens count as proof though they name a partner")
    .action((options: KeygenOptions) => run(context, options));

async function run(context: CommandContext, options: KeygenOptions): Promise<void> {
  const ring = options.ring === undefined ? { keys: [] } : await existingRing(context, options.ring);
  const validForUs = parseDuration("--valid-for", options.validFor);
  if (validForUs === 0) throw new CommandFault(`--valid-for: expected a duration above zero, got ${JSON.stringify(options.validFor)}; a key valid for no time can mint nothing`);
  const grown = namingOptions(fieldsOf(options), () => {
    const key = generateKey({
      id: options.id ?? firstFreeId(ring),
      notBefore: secondText(context.io.nowUs()),
      notAfter: secondText(context.io.nowUs() + validForUs),
      maxLifetime: options.maxLifetime,
      ...(options.partner === undefined ? {} : { partner: options.partner }),
      ...(options.campaigns === undefined ? {} : { campaigns: options.campaigns.split(",") }),
      ...trustOf(options.trust),
    });
    const keys: KeyRingFile = { ...ring, keys: [...ring.keys, key] };
    loadKeyRing(keys);
    return keys;
  });
  const text = JSON.stringify(grown, null, 2);
  if (options.ring === undefined) {
    printLine(context, text);
    return;
  }
  const path = pathFrom(context, options.ring);
  await outputStep({ option: "--ring", path: options.ring }, () => replaceFile(path, `${text}\n`));
  printLine(context, `key ${grown.keys.at(-1)?.id ?? ""} added to ${options.ring}; keep the file secret`);
}

function fieldsOf({ id, campaigns, maxLifetime }: KeygenOptions): Readonly<Record<string, FieldOption>> {
  return {
    id: { option: "--id", ...(id === undefined ? {} : { given: id }) },
    partner: { option: "--partner" },
    campaigns: { option: "--campaigns", ...(campaigns === undefined ? {} : { given: campaigns }) },
    maxLifetime: { option: "--max-lifetime", given: maxLifetime },
    notAfter: { option: "--valid-for" },
  };
}

/** Never half a key ring, and readable by its owner alone. */
async function replaceFile(path: string, text: string): Promise<void> {
  const fresh = `${path}.new`;
  await writeFile(fresh, text, { mode: 0o600, flush: true });
  await rename(fresh, path);
}

async function existingRing(context: CommandContext, path: string): Promise<KeyRingFile> {
  let text: string;
  try {
    text = await readTextFile(context, path);
  } catch (error) {
    if (error instanceof CommandFault && error.message.includes("found nothing")) return { keys: [] };
    throw error;
  }
  try {
    loadKeyRing(text);
  } catch (cause) {
    throw cause instanceof Error ? new CommandFault(`${path}: ${cause.message}; mend it, or name a file that is not there yet`, { cause }) : cause;
  }
  return JSON.parse(text) as KeyRingFile;
}

function firstFreeId({ keys, retired = [] }: KeyRingFile): string {
  const used = new Set([...keys.map(({ id }) => id), ...retired]);
  const free = Array.from({ length: 256 }, (_, id) => String(id)).find((id) => !used.has(id));
  if (free === undefined) throw new CommandFault("--id: expected a free id from 0 to 255, got a full key ring; start a new one");
  return free;
}

function trustOf(trust: string | undefined): Pick<KeyFile, "trust"> {
  if (trust === undefined) return {};
  if (trust !== "proof") throw new CommandFault(`--trust: expected proof, got ${JSON.stringify(trust)}; leave the option out for a key of the ordinary kind`);
  return { trust };
}

function secondText(micros: number): string {
  return `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, 19)}Z`;
}
