/** Inside or outside of what was promised, by the same rule for every row. */
import { share } from "../figures.mjs";

/** Error rates and coverage this far from nominal are what a user would still call right. */
const TOLERANCE = 0.01;

/** Monte Carlo errors that are left to chance where a method promises a ceiling. */
const CHANCE = 3;

export function oneLookVerdict({ tally, effect }) {
  const findings = [];
  const rejects = tally.rejects / tally.compared;
  if (!effect && rejects > 0.05 + TOLERANCE) findings.push("rejects too often");
  if (!effect && rejects < 0.05 - TOLERANCE) findings.push("rejects too rarely");
  const [held, liftHeld] = [coverage(tally.covers, tally.compared), coverage(tally.liftCovers, tally.compared)];
  if (held !== undefined && held === liftHeld) findings.push(`both intervals too ${held}`);
  else {
    if (held !== undefined) findings.push(`interval too ${held}`);
    if (liftHeld !== undefined) findings.push(`lift interval too ${liftHeld}`);
  }
  return findings.length === 0 ? "inside" : `**outside**: ${findings.join(", ")}`;
}

function coverage(count, runs) {
  const held = count / runs;
  if (held < 0.95 - TOLERANCE) return "narrow";
  return held > 0.95 + TOLERANCE ? "wide" : undefined;
}

/** Whether a count stays under a ceiling, but for what chance may add. */
export function isUnder(ceiling, count, runs) {
  const { value } = share(count, runs);
  return value <= ceiling + CHANCE * Math.sqrt((ceiling * (1 - ceiling)) / runs);
}

export function ceilingVerdict(failing) {
  return failing.length === 0 ? "inside" : `**outside**: ${failing.join(", ")}`;
}
