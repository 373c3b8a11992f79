export { createWebTokenService, type WebTokenServiceOptions } from "./web-crypto/create-web-token-service.ts";
export type { WebSubtle } from "./web-crypto/web-subtle.ts";
export type { WebTokenService } from "./web-crypto/web-token-service.ts";
export { loadKeyRing } from "./key-ring/load-key-ring.ts";
