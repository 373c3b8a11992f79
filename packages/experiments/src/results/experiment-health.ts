import { missingShareTest } from "@liftproof/estimators";

/** How an experiment phase was run, beside what it showed. Units and reports of bots are left out of all but `botUnits`. */
export interface ExperimentHealth {
  /** Units seen in two arms; in no result. */
  readonly crossoverUnits: number;
  /** Units that are bots; in no result. */
  readonly botUnits: number;
  /** Reports that could be derived again from the hash: assignments, and claims to be outside by layer or holdout. */
  readonly derivedReports: number;
  /** Of these, reports that name another variant than the hash gives, or outside where it puts the unit inside. */
  readonly driftedReports: number;
  readonly arms: readonly ArmExposure[];
}

/** What became of the units of one arm between the server that assigned them and the page that showed it. */
export interface ArmExposure {
  readonly arm: string;
  /** Units the server reports to have assigned. */
  readonly assigned: number;
  /** Of these, units with an exposure. */
  readonly exposed: number;
  /** Events that exposed units say were dropped before they could be delivered: why a split may be off. */
  readonly lost: number;
}

/** Whether arms lose different shares of their exposures. */
export interface ExposureLoss {
  readonly pValue: number;
  /** The p-value is below 0.001. Meant for one look; read at every look it errs more often. */
  readonly isSuspect: boolean;
}

/**
 * The parity test: of the units assigned on the server, whether the arms lose equal shares before they are seen in the page.
 *
 * A variant that breaks the page, or reports late, loses the people it harms, and what is left looks better than it is.
 *
 * @returns Undefined where nothing was assigned on the server in two arms, nobody was lost or everybody.
 */
export function exposureLoss({ arms }: Pick<ExperimentHealth, "arms">): ExposureLoss | undefined {
  const assigned = arms.filter((arm) => arm.assigned > 0);
  if (assigned.length < 2) return undefined;
  const found = missingShareTest(assigned.map((arm) => ({ units: arm.assigned, missing: arm.assigned - arm.exposed })));
  return found.kind === "tested" ? { pValue: found.pValue, isSuspect: found.warning !== null } : undefined;
}
