import { experimentSchema } from "./experiment-schema.ts";
import { groupsFileSchema } from "./groups-file-schema.ts";
import type { JsonSchema } from "./json-schema-of.ts";
import { jsonSchemaOf } from "./json-schema-of.ts";
import { metricsFileSchema } from "./metrics-file-schema.ts";
import { surfacesFileSchema } from "./surfaces-file-schema.ts";

/**
 * JSON Schemas for editors, one per kind of file, so that keys are completed and marked while a
 * file is written. Rules across keys and files are checked by `loadExperiments` alone.
 */
export function configJsonSchemas(): {
  readonly experiment: JsonSchema;
  readonly metrics: JsonSchema;
  readonly surfaces: JsonSchema;
  readonly groups: JsonSchema;
} {
  return {
    experiment: jsonSchemaOf(experimentSchema),
    metrics: jsonSchemaOf(metricsFileSchema),
    surfaces: jsonSchemaOf(surfacesFileSchema),
    groups: jsonSchemaOf(groupsFileSchema),
  };
}
