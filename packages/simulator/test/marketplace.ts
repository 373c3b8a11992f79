import { createTokenService, loadKeyRing } from "@liftproof/click-token/node";
import { simulateMarketplace, simulatedKeyRing } from "../src/index.ts";
import type { MarketplaceOptions, SimulatedMarketplace } from "../src/index.ts";

export const firstDayUs: number = Date.UTC(2026, 8, 7) * 1000;

export const tokens: ReturnType<typeof createTokenService> = createTokenService(loadKeyRing(simulatedKeyRing(firstDayUs)));

/** A marketplace whose tokens are signed for real. */
export function marketplace(options: Partial<MarketplaceOptions> = {}): SimulatedMarketplace {
  return simulateMarketplace({ users: 400, seed: 7, mint: tokens.mint, ...options });
}
