import { mintPreview } from "@liftproof/adapters/http";
import type { KeyRing } from "@liftproof/click-token";
import { CommandFault } from "../command-fault.ts";
import { commandWithExamples, printLine } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { loadConfig } from "../input/load-config.ts";
import { readKeyRing } from "../input/read-key-ring.ts";
import { withConfigChoices } from "../options/config-place-options.ts";
import { parseDuration } from "../options/parse-duration.ts";
import { namingOptions } from "./token/naming-options.ts";

interface PreviewOptions extends ConfigPlaces {
  readonly ring: string;
  readonly experiments: string;
  readonly variant: string;
  readonly key?: string;
  readonly lifetime: string;
  readonly url?: string;
}

/** `liftproof preview EXP_ID --variant NAME`: a signed link that shows one variant to whoever opens it. */
export const previewCommand: CommandFactory = (context) =>
  withConfigChoices(commandWithExamples("preview", "Mint a signed link that shows one variant; who opens it is neither assigned nor counted.", [
    "preview checkout_cta --variant short_form --ring keys.json --experiments config/experiments --url https://shop.example/checkout",
    "preview checkout_cta --variant short_form --ring keys.json --experiments config/experiments --lifetime 2h",
  ]))
    .argument("<exp_id>", "the experiment")
    .requiredOption("--variant <name>", "the variant to show")
    .requiredOption("--ring <file>", "key ring file")
    .requiredOption("--experiments <path>", "folder of experiments, in which the variant must stand")
    .option("--key <id>", "key that signs (default: the last one in the ring with a secret)")
    .option("--lifetime <duration>", "life of the link, at most 30d", "7d")
    .option("--url <url>", "print this link with the preview in it")
    .action((expId: string, options: PreviewOptions) => run(context, expId, options));

async function run(context: CommandContext, expId: string, options: PreviewOptions): Promise<void> {
  const { variant, url } = options;
  const ring = await readKeyRing(context, options.ring);
  await expectVariant(context, expId, options);
  const keyId = options.key ?? ownKey(ring) ?? "";
  const lifetimeSeconds = parseDuration("--lifetime", options.lifetime) / 1_000_000;
  const fields = { keyId: { option: "--key" }, lifetimeSeconds: { option: "--lifetime, in seconds" } };
  const minting = mintPreview({ ring, keyId, expId, variant, lifetimeSeconds, nowUs: context.io.nowUs() });
  const [minted] = await Promise.allSettled([minting]);
  const preview = namingOptions(fields, () => {
    if (minted.status === "rejected") throw minted.reason;
    return minted.value;
  });
  printLine(context, url === undefined ? preview : withPreview(url, preview));
}

/** A link to a variant that does not exist would show control, and nobody would know why. */
async function expectVariant(context: CommandContext, expId: string, options: PreviewOptions): Promise<void> {
  const { config } = await loadConfig(context, options.experiments, options);
  const experiment = config.experiments.find((one) => one.expId === expId);
  if (experiment === undefined) {
    const advice = config.faults.length > 0 ? "the folder has faults; liftproof check tells them" : "check the spelling";
    throw new CommandFault(`${expId}: expected an experiment of ${options.experiments}, got none of that id; ${advice}`);
  }
  if (!experiment.variants.includes(options.variant)) {
    throw new CommandFault(`--variant: expected one of ${experiment.variants.join(", ")}, got ${JSON.stringify(options.variant)}`);
  }
}

function ownKey({ keys }: KeyRing): string | undefined {
  return [...keys.values()].filter(({ signing }) => signing.algorithm === "hmac-sha256").at(-1)?.id;
}

function withPreview(text: string, preview: string): string {
  if (!URL.canParse(text)) throw new CommandFault(`--url: expected an absolute URL, as in https://shop.example/checkout, got ${JSON.stringify(text)}`);
  const url = new URL(text);
  url.searchParams.set("lp_preview", preview);
  return url.href;
}
