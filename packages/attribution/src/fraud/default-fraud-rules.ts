import type { FraudRules } from "./fraud-rules.ts";

/** More than ten touches in ten minutes, or more than forty in a day, by one device or one visitor on one campaign. */
export const defaultFraudRules: FraudRules = {
  mode: "burst",
  windows: [
    { windowUs: 600_000_000, maxTouches: 10 },
    { windowUs: 86_400_000_000, maxTouches: 40 },
  ],
  allowedDevices: [],
};
