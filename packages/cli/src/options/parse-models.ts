import type { ChannelModel } from "@liftproof/attribution";
import { CommandFault } from "../command-fault.ts";

const named = ["last-non-direct", "first", "last", "linear", "position", "time-decay", "shapley"] as const;

/** The models of `--model`, each once, in the order given. */
export function parseModels(text: string): readonly ChannelModel[] {
  const models = text.split(",").map((word): ChannelModel => {
    const name = word.trim();
    const found = named.find((model) => model === name);
    if (found !== undefined) return found;
    const order = /^markov:([1-9])$/u.exec(name)?.[1];
    if (order !== undefined) return `markov:${Number(order)}`;
    throw new CommandFault(`--model: expected ${named.join(", ")} or markov:1 to markov:9, got ${JSON.stringify(name)}; separate several with commas, as in linear,markov:1`);
  });
  return [...new Set(models)];
}
