import { buildFingerprintsTable, buildRunsTable, factAttributionReferralTable, factAttributionRestatementTable, referralDecisionsTable } from "./append-only-tables.ts";
import { experimentTables } from "./experiment-tables.ts";
import {
  dimIdentityTable,
  dimReferrerCodeTable,
  factAttributionChannelTable,
  factAttributionCheckoutTable,
  factAttributionCreditTable,
  factOrdersTable,
  factRefundsTable,
  intIdentityHashTable,
  intTouchesTable,
  tokenModeLogTable,
} from "./gold-tables.ts";
import { martTables } from "./mart-tables.ts";
import { duplicatesTable, eventsTable, ingestedObjectsTable, rejectedTable } from "./silver-tables.ts";
import type { TableDefinition } from "./table-definition.ts";

/**
 * Every table of the lake, silver first.
 *
 * `fact_experiment_result` is not among them: its columns belong to @liftproof/experiments, which whoever writes it passes
 * to `createTable` as a definition of its own.
 */
export const lakeTables: readonly TableDefinition[] = [
  eventsTable,
  rejectedTable,
  duplicatesTable,
  ingestedObjectsTable,
  dimIdentityTable,
  dimReferrerCodeTable,
  tokenModeLogTable,
  intIdentityHashTable,
  factOrdersTable,
  factRefundsTable,
  intTouchesTable,
  factAttributionCheckoutTable,
  factAttributionCreditTable,
  factAttributionChannelTable,
  factAttributionRestatementTable,
  factAttributionReferralTable,
  referralDecisionsTable,
  ...martTables,
  ...experimentTables,
  buildRunsTable,
  buildFingerprintsTable,
];

/** The tables that a build empties and fills again: all of gold but what builds only add to. */
export const goldTables: readonly TableDefinition[] = lakeTables.filter(({ tier, appendOnly }) => tier === "gold" && appendOnly !== true);
