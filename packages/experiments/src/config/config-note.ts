import type { ConfigFault } from "./config-fault.ts";

/** Something that is allowed and worth knowing, at its place in a file. */
export interface ConfigNote extends ConfigFault {
  /** `lock`: the lock file does not hold it yet. `reach`: nobody can get in as things stand. `sizing`: a number that is mostly a slip. */
  readonly about: "lock" | "reach" | "sizing";
}
