import type { DecisionReason } from "@liftproof/assignment";
import type { Enrolment } from "./enrol.ts";

/** How many requests an experiment considered, and how many a rule kept out, by reason. */
export interface Traffic {
  readonly considered: number;
  readonly excluded: Readonly<Partial<Record<DecisionReason, number>>>;
}

/** Counts what the rules on identity and crawlers cost an experiment in traffic. */
export interface TrafficTally {
  readonly count: (enrolment: Enrolment) => void;
  /** By experiment id, since the tally was made. */
  readonly read: () => ReadonlyMap<string, Traffic>;
}

const byPolicy: readonly DecisionReason[] = ["no_identity_control", "crawler_control", "invalid_identity"];

/**
 * A count of enrolled requests in this process, for its own monitoring: an experiment that half of the
 * traffic never entered must not look like one that all of it did. `assignmentEvents` carries the same
 * into the lake, but for visitors who may not be remembered.
 */
export function trafficTally(): TrafficTally {
  const experiments = new Map<string, { considered: number; readonly excluded: Partial<Record<DecisionReason, number>> }>();
  return {
    count: ({ decisions }) => {
      for (const { expId, reason } of decisions.values()) {
        const traffic = experiments.get(expId) ?? { considered: 0, excluded: {} };
        experiments.set(expId, traffic);
        traffic.considered += 1;
        if (byPolicy.includes(reason)) traffic.excluded[reason] = (traffic.excluded[reason] ?? 0) + 1;
      }
    },
    read: () => new Map([...experiments].map(([expId, { considered, excluded }]) => [expId, { considered, excluded: { ...excluded } }])),
  };
}
