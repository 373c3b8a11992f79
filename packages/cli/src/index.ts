export { main } from "./main.ts";
export type { CommandIo, TextSink } from "./command-io.ts";
