import type { CommandFactory } from "./command-context.ts";
import { analyzeCommand } from "./commands/analyze.ts";
import { assignCommand } from "./commands/assign.ts";
import { attributeCommand } from "./commands/attribute.ts";
import { buildCommand } from "./commands/build.ts";
import { checkCommand } from "./commands/check.ts";
import { ddlCommand } from "./commands/ddl.ts";
import { demoCommand } from "./commands/demo.ts";
import { explainCommand } from "./commands/explain.ts";
import { guardCommand } from "./commands/guard.ts";
import { inferCommand } from "./commands/infer.ts";
import { ingestCommand } from "./commands/ingest.ts";
import { killCommand } from "./commands/kill.ts";
import { migrateCommand } from "./commands/migrate.ts";
import { previewCommand } from "./commands/preview.ts";
import { referralCommand } from "./commands/referral.ts";
import { reportCommand } from "./commands/report.ts";
import { sizeCommand } from "./commands/size.ts";
import { srmCommand } from "./commands/srm.ts";
import { tokenCommand } from "./commands/token.ts";
import { typesCommand } from "./commands/types.ts";

/** Every command, in the order of the help. */
export const commandFactories: readonly CommandFactory[] = [
  demoCommand,
  checkCommand,
  sizeCommand,
  assignCommand,
  srmCommand,
  analyzeCommand,
  attributeCommand,
  explainCommand,
  tokenCommand,
  ingestCommand,
  buildCommand,
  inferCommand,
  guardCommand,
  killCommand,
  previewCommand,
  reportCommand,
  referralCommand,
  ddlCommand,
  typesCommand,
  migrateCommand,
];
