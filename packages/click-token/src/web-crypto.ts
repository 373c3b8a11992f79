export { createWebTokenService, type WebTokenServiceOptions } from "./web-crypto/create-web-token-service.ts";
export type { WebHmac } from "./web-crypto/web-hmac.ts";
export type { WebTokenService } from "./web-crypto/web-token-service.ts";
export { loadKeyRing } from "./key-ring/load-key-ring.ts";
