export { useVariant } from "./use-variant.ts";
