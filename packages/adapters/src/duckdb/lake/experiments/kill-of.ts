import type { ExperimentDefinition, Kill } from "@liftproof/experiments";

/** The kill of a phase as a field of a record, or a record without it. */
export function killOf(kills: readonly Kill[], { expId, phase }: ExperimentDefinition): { readonly kill?: Kill } {
  const kill = kills.find((one) => one.expId === expId && one.phase === phase);
  return kill === undefined ? {} : { kill };
}
