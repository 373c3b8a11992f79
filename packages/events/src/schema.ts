export { type JsonSchema, eventJsonSchema } from "./schema/event-json-schema.ts";
export { eventSchema } from "./schema/event-schema.ts";
