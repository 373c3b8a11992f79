import type { Catalogue } from "./catalogue.ts";
import { compileEvent } from "./compile-event.ts";
import { standardEvents } from "./standard-events.ts";

/** The events of the product; what `accept` uses unless it is given another catalogue. */
export const standardCatalogue: Catalogue<typeof standardEvents> = {
  tables: standardEvents,
  compiled: new Map(Object.entries(standardEvents).map(([name, table]) => [name, compileEvent(table)])),
};
