import { rename, rm, writeFile } from "node:fs/promises";
import type { KeyFile, KeyRingFile } from "@liftproof/click-token";
import { generateKey, generateKeyPair, loadKeyRing } from "@liftproof/click-token/node";
import { CommandFault } from "../../command-fault.ts";
import { commandWithExamples, pathFrom, printLine } from "../../command-context.ts";
import type { CommandContext, CommandFactory } from "../../command-context.ts";
import { oneOf } from "../../options/one-of.ts";
import { parseDuration } from "../../options/parse-duration.ts";
import { readTextFile } from "../../input/read-text-file.ts";
import { ringOfText } from "../../input/ring-of-text.ts";
import { outputStep } from "../../output/write-output.ts";
import { namingOptions } from "./naming-options.ts";
import type { FieldOption } from "./naming-options.ts";

interface KeygenOptions {
  readonly ring?: string;
  readonly id?: string;
  readonly algorithm: string;
  readonly privateKey?: string;
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
    "token keygen --ring keys.json --algorithm ed25519 --private-key acme.key --partner acme",
  ])
    .option("--ring <file>", "add the key to this key ring file, made if absent; without it the key ring is printed")
    .option("--id <n>", "0 to 255, never used before (default: the first free one)")
    .option("--algorithm <name>", "hmac-sha256: one secret mints and verifies; ed25519: a partner mints with a key we do not hold", "hmac-sha256")
    .option("--private-key <file>", "where the private key of ed25519 goes, for whoever mints; the key ring gets the public one")
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
  const algorithm = oneOf("--algorithm", options.algorithm, ["hmac-sha256", "ed25519"]);
  if ((algorithm === "ed25519") !== (options.privateKey !== undefined)) {
    throw new CommandFault(`--private-key: expected ${algorithm === "ed25519" ? "a file because --algorithm is ed25519, got nothing; add --private-key FILE" : "nothing, for hmac-sha256 has one secret, which the key ring keeps, got a file; add --algorithm ed25519 or leave it out"}`);
  }
  const made = namingOptions(fieldsOf(options), () => {
    const settings = {
      id: options.id ?? firstFreeId(ring),
      notBefore: secondText(context.io.nowUs()),
      notAfter: secondText(context.io.nowUs() + validForUs),
      maxLifetime: options.maxLifetime,
      ...(options.partner === undefined ? {} : { partner: options.partner }),
      ...(options.campaigns === undefined ? {} : { campaigns: options.campaigns.split(",") }),
      ...trustOf(options.trust),
    };
    const { key, privateKey } = algorithm === "ed25519" ? generateKeyPair(settings) : { key: generateKey(settings), privateKey: null };
    const grown: KeyRingFile = { ...ring, keys: [...ring.keys, key] };
    loadKeyRing(grown);
    return { key, privateKey, text: JSON.stringify(grown, null, 2) };
  });
  const { privateKey: privatePath, ring: ringPath } = options;
  if (privatePath !== undefined) await writePrivateKey(context, privatePath, made.privateKey ?? "");
  if (ringPath === undefined) {
    printLine(context, made.text);
    return;
  }
  try {
    await outputStep({ option: "--ring", path: ringPath }, () => replaceFile(pathFrom(context, ringPath), `${made.text}\n`));
  } catch (cause) {
    // A private key whose public half no ring has is of no use.
    if (privatePath !== undefined) await rm(pathFrom(context, privatePath), { force: true });
    throw cause;
  }
  printLine(context, `key ${made.key.id} added to ${ringPath}; ${privatePath === undefined ? "keep the file secret" : `its private key is in ${privatePath}: hand it to whoever mints and keep no copy`}`);
}

/** Never over another file: a private key that is lost cannot be made again. */
async function writePrivateKey(context: CommandContext, path: string, privateKey: string): Promise<void> {
  await outputStep({ option: "--private-key", path }, async () => {
    try {
      await writeFile(pathFrom(context, path), `${privateKey}\n`, { mode: 0o600, flag: "wx", flush: true });
    } catch (cause) {
      if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") throw new CommandFault(`--private-key: expected a file that is not there yet, got ${path}; choose another path`, { cause });
      throw cause;
    }
  });
}

function fieldsOf({ id, campaigns, maxLifetime }: KeygenOptions): Readonly<Record<string, FieldOption>> {
  return {
    id: { option: "--id", ...(id === undefined ? {} : { given: id }), advice: "leave --id out for the first free one" },
    partner: { option: "--partner", advice: "leave it out for a key of our own" },
    campaigns: { option: "--campaigns", ...(campaigns === undefined ? {} : { given: campaigns }), advice: "separate names with commas, as in spring,summer" },
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
  ringOfText(path, text);
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
