import type { KeyRing, MintRequest } from "@liftproof/click-token";
import { createTokenService, identityHash, randomNonce } from "@liftproof/click-token/node";
import { CommandFault } from "../../command-fault.ts";
import { commandWithExamples, printLine } from "../../command-context.ts";
import type { CommandContext, CommandFactory } from "../../command-context.ts";
import { readKeyRing } from "../../input/read-key-ring.ts";
import { readPepper } from "../../input/read-pepper.ts";
import { readPrivateKey } from "../../input/read-private-key.ts";
import { parseDuration } from "../../options/parse-duration.ts";
import { mintingKey } from "../../token/minting-key.ts";
import { namingOptions } from "./naming-options.ts";
import type { FieldOption } from "./naming-options.ts";

interface MintOptions {
  readonly ring: string;
  readonly key?: string;
  readonly privateKey?: string;
  readonly identity?: string;
  readonly pepperFile?: string;
  readonly kind: string;
  readonly campaign?: string;
  readonly source?: string;
  readonly medium?: string;
  readonly partner?: string;
  readonly referrerCode?: string;
  readonly lifetime?: string;
  readonly url?: string;
}

/** `liftproof token mint`: a signed token for a link. */
export const mintCommand: CommandFactory = (context) =>
  commandWithExamples("mint", "Mint a click token.", [
    "token mint --ring keys.json --campaign spring --source newsletter --medium email",
    "token mint --ring keys.json --campaign spring --url https://shop.example/sale",
    "token mint --ring keys.json --key 3 --private-key acme.key --kind click --campaign spring",
    "token mint --ring keys.json --kind click --campaign winback --identity u:1842 --pepper-file pepper.txt",
  ])
    .requiredOption("--ring <file>", "key ring file")
    .option("--key <id>", "key that signs (default: the newest that may mint now; without --private-key the newest with a secret)")
    .option("--private-key <file>", "private key of a key that signs with ed25519")
    .option("--kind <kind>", "link: minted once, clicked by many; click: minted at one click", "link")
    .option("--campaign <name>", "campaign")
    .option("--source <name>", "source")
    .option("--medium <name>", "medium")
    .option("--partner <name>", "partner")
    .option("--referrer-code <code>", "code of the customer who referred")
    .option("--identity <id>", "the one person it is minted for, as the lake names people: u: and the user id; needs --pepper-file")
    .option("--pepper-file <file>", "base64 of at least 32 random bytes under which the identity is hashed")
    .option("--lifetime <duration>", "life of the token (default: 24h for a click, the key's longest for a link)")
    .option("--url <url>", "print this link with the token in it")
    .action((options: MintOptions) => run(context, options));

async function run(context: CommandContext, options: MintOptions): Promise<void> {
  const { kind } = options;
  if (kind !== "link" && kind !== "click") throw new CommandFault(`--kind: expected link or click, got ${JSON.stringify(kind)}`);
  const ring = await readKeyRing(context, options.ring);
  const keyId = mintingKey(ring, { name: options.ring, given: options.key, hasPrivateKey: options.privateKey !== undefined, nowUs: context.io.nowUs() });
  const key = ring.keys.get(keyId);
  if (key?.signing.algorithm === "hmac-sha256" && options.privateKey !== undefined) {
    throw new CommandFault(`--private-key: expected nothing, for key ${keyId} signs with the secret in the ring, got a file; leave it out, or name an ed25519 key with --key`);
  }
  const fields = {
    campaign: { ...given("--campaign", options.campaign), advice: `liftproof token keys --ring ${options.ring} tells what each key may claim` },
    source: given("--source", options.source),
    medium: given("--medium", options.medium),
    partner: { ...given("--partner", options.partner), advice: "leave it out: a partner's key says whose it is" },
    claims: { option: "--campaign, --source, --medium, --partner, --referrer-code" },
    referrerCode: { option: "--referrer-code" },
    privateKeys: { option: "--private-key", advice: "add --private-key FILE, or name another key with --key" },
  };
  const request = { ...requestOf(kind, options, key?.maxLifetimeSeconds ?? Infinity), ...(await boundTo(context, options, ring)) };
  claimsSomething(request, { keyId, partner: key?.partner ?? null });
  const privateKeys = options.privateKey === undefined ? undefined : new Map([[keyId, await readPrivateKey(context, options.privateKey)]]);
  const moment = { keyId, issuedAtUs: context.io.nowUs(), ...(kind === "click" ? { nonce: randomNonce() } : {}) };
  const token = namingOptions(fields, () => createTokenService(ring, privateKeys === undefined ? {} : { privateKeys }).mint(request, moment));
  printLine(context, options.url === undefined ? token : withToken(options.url, token));
}

/** A token that claims nothing would be proof of nothing. */
function claimsSomething({ campaign, source, medium, partner, referrerCode, identityHash }: MintRequest, key: { readonly keyId: string; readonly partner: string | null }): void {
  if (key.partner !== null || [campaign, source, medium, partner, referrerCode, identityHash].some((claim) => claim !== undefined)) return;
  throw new CommandFault(`--campaign: expected at least one claim, because key ${key.keyId} names no partner, got none; add --campaign, --source, --medium, --partner, --referrer-code or --identity`);
}

function given(option: string, text: string | undefined): FieldOption {
  return { option, ...(text === undefined ? {} : { given: text }) };
}

/** The hash of the person; the pepper is a secret of its own, for a ring goes to more hands. */
async function boundTo(context: CommandContext, { identity, pepperFile }: MintOptions, { keys }: KeyRing): Promise<Pick<MintRequest, "identityHash">> {
  if (identity === undefined && pepperFile === undefined) return {};
  if (identity === undefined || identity === "" || pepperFile === undefined) {
    throw new CommandFault(pepperFile === undefined ? "--pepper-file: expected a file because --identity is given, got nothing; add --pepper-file FILE" : "--identity: expected a person because --pepper-file is given, got nothing; add --identity u:USER_ID");
  }
  const pepper = await readPepper(context, pepperFile);
  const shared = [...keys.values()].find(({ signing }) => signing.algorithm === "hmac-sha256" && Buffer.from(signing.secret).equals(pepper));
  if (shared !== undefined) throw new CommandFault(`${pepperFile}: expected a secret of its own, got that of key ${shared.id}; make one with openssl rand -base64 32`);
  return { identityHash: identityHash(identity, pepper) };
}

function requestOf(kind: "link" | "click", options: MintOptions, longestSeconds: number): MintRequest {
  const { campaign, source, medium, partner, referrerCode, lifetime } = options;
  return {
    kind,
    ...(campaign === undefined ? {} : { campaign }),
    ...(source === undefined ? {} : { source }),
    ...(medium === undefined ? {} : { medium }),
    ...(partner === undefined ? {} : { partner }),
    ...(referrerCode === undefined ? {} : { referrerCode }),
    ...(lifetime === undefined ? {} : { lifetimeSeconds: lifetimeOf(lifetime, kind, longestSeconds) }),
  };
}

/** A token carries its life in minutes, one that is clicked by many in hours. */
function lifetimeOf(text: string, kind: "link" | "click", longestSeconds: number): number {
  const seconds = parseDuration("--lifetime", text) / 1_000_000;
  const unit = kind === "click" ? 60 : 3600;
  const longest = Math.min(longestSeconds, 65_535 * unit);
  if (seconds === 0 || seconds % unit !== 0 || seconds > longest) {
    const words = kind === "click" ? "whole minutes for a click token" : "whole hours for a link token";
    throw new CommandFault(`--lifetime: expected ${words}, at most the ${durationText(longest)} that its key allows, got ${JSON.stringify(text)}; write it as in ${kind === "click" ? "30m" : "24h"}`);
  }
  return seconds;
}

/** 7776000 as 90d: in the largest unit that says it whole. */
function durationText(seconds: number): string {
  const [size, unit] = ([[86_400, "d"], [3600, "h"], [60, "m"]] as const).find(([length]) => seconds % length === 0) ?? [1, "s"];
  return `${seconds / size}${unit}`;
}

function withToken(text: string, token: string): string {
  if (!URL.canParse(text)) throw new CommandFault(`--url: expected an absolute URL, as in https://shop.example/sale, got ${JSON.stringify(text)}`);
  const url = new URL(text);
  url.searchParams.set("ct", token);
  return url.href;
}
