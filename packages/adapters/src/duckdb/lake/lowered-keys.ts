import type { LoweredKey } from "@liftproof/attribution";
import type { KeyModeChange } from "@liftproof/click-token";

/** The stretches in which keys were lowered: from each switch to `report` up to the key's next switch. */
export function loweredKeys(log: readonly Pick<KeyModeChange, "keyId" | "mode" | "atUs">[]): readonly LoweredKey[] {
  return log
    .filter(({ mode }) => mode === "report")
    .map(({ keyId, atUs }) => {
      const raised = log.filter((change) => change.keyId === keyId && change.mode === "enforce" && change.atUs > atUs).map((change) => change.atUs);
      return { keyId, fromUs: atUs, toUs: raised.length === 0 ? null : Math.min(...raised) - 1 };
    });
}
