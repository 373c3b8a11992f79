export { AdapterError } from "./adapter-error.ts";
export type { AdapterErrorCode } from "./adapter-error.ts";
