import type { KeyRing, TokenKey } from "@liftproof/click-token";
import { CommandFault } from "../command-fault.ts";
import { keyStanding } from "./key-standing.ts";

/** What is said about the key that signs. */
export interface KeyChoice {
  /** The path of the ring as the person wrote it. */
  readonly name: string;
  /** What `--key` names. */
  readonly given: string | undefined;
  readonly hasPrivateKey: boolean;
  readonly nowUs: number;
}

/**
 * The id of the key that mints: the one given, else of those that may mint now the one whose time began last. Partners' keys, with which
 * only the partner mints, come last without a private key.
 *
 * @throws CommandFault when the ring has no such key, or the one given may not mint now.
 */
export function mintingKey({ keys }: KeyRing, { name, given, hasPrivateKey, nowUs }: KeyChoice): string {
  const all = [...keys.values()];
  const why = (key: TokenKey): string => standings[keyStanding(key, all, nowUs).state];
  if (all.length === 0) throw new CommandFault(`${name}: expected at least one key, got none; run liftproof token keygen --ring ${name}`);
  if (given !== undefined) {
    const key = keys.get(given);
    if (key === undefined) throw new CommandFault(`--key: expected the id of a key in ${name} (${[...keys.keys()].join(", ")}), got ${JSON.stringify(given)}`);
    if (why(key) !== "mints") throw new CommandFault(`--key: expected a key that may mint now, got key ${given}, which ${why(key)}; liftproof token keys --ring ${name} tells which may`);
    return given;
  }
  const usable = all.filter((key) => why(key) === "mints").sort((left, right) => left.notBeforeUs - right.notBeforeUs);
  const able = usable.filter(({ signing }) => (signing.algorithm === "ed25519") === hasPrivateKey);
  const key = able.at(-1) ?? usable.at(-1);
  if (key === undefined) throw new CommandFault(`${name}: expected a key that may mint now, got ${all.map((one) => `key ${one.id}, which ${why(one)}`).join("; ")}; add one with liftproof token keygen --ring ${name}`);
  return key.id;
}

const standings = { mints: "mints", "not yet": "may not yet mint", verifies: "may mint no more", ended: "may mint no more", revoked: "is revoked" } as const;
