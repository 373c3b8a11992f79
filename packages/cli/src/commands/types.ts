import { variantTypesText } from "@liftproof/experiments";
import { commandWithExamples } from "../command-context.ts";
import type { CommandContext, CommandFactory } from "../command-context.ts";
import type { ConfigPlaces } from "../input/config-files.ts";
import { loadConfig } from "../input/load-config.ts";
import { withConfigChoices } from "../options/config-place-options.ts";

/** `liftproof types config/experiments > variants.d.ts`: a misspelled variant does not compile. */
export const typesCommand: CommandFactory = (context) =>
  withConfigChoices(commandWithExamples("types", "Print TypeScript declarations of every experiment's variants.", ["types config/experiments > src/variants.d.ts"]))
    .argument("<path>", "folder of experiments, or one file")
    .action((path: string, options: ConfigPlaces) => run(context, path, options));

async function run(context: CommandContext, path: string, options: ConfigPlaces): Promise<void> {
  const { config } = await loadConfig(context, path, options);
  for (const { message } of config.faults) context.io.stderr.write(`liftproof: ${message}\n`);
  if (config.faults.length > 0) {
    context.finish(1);
    return;
  }
  context.io.stdout.write(variantTypesText(config.experiments));
}
