import { fileDecisionLog, fileKillList } from "@liftproof/adapters/files";
import type { DecisionLog, DecisionRecord } from "@liftproof/adapters/files";
import type { KillList } from "@liftproof/experiments";
import { pathFrom } from "../command-context.ts";
import type { CommandContext } from "../command-context.ts";

/** Name of the kill list where no other is given. */
export const killListName = "kills.json";

/** The kill list that the person named. */
export function killListAt(context: CommandContext, path: string): KillList {
  return fileKillList(pathFrom(context, path));
}

/** The log of decisions beside a kill list, such as `kills.decisions.jsonl` beside `kills.json`, or where the person wants it. */
export function decisionLogAt(context: CommandContext, killList: string, path: string | undefined): DecisionLog {
  return fileDecisionLog(pathFrom(context, path ?? `${killList.replace(/\.json$/u, "")}.decisions.jsonl`));
}

/** Ends an experiment and says why in the log; a full disk under the log keeps nothing alive. */
export async function endExperiment(list: KillList, log: DecisionLog, record: DecisionRecord): Promise<void> {
  const { expId, phase, reason, atUs } = record;
  const [logged] = await Promise.allSettled([log.append(record)]);
  await list.add({ expId, phase, reason, atUs });
  if (logged.status === "rejected") throw logged.reason;
}
