/** What the guard of an experiment says of its guardrails, look by look: false kills, and how soon harm is found. */
import { guard } from "@liftproof/experiments";
import { rateArm, revenueArm, meanPayment, payingShare } from "../arms.mjs";
import { mergeJointMoments, mergeMoments, quantileRank, quantileRanks } from "@liftproof/estimators";
import { ordersPerSession, visitorsArm } from "../one-look/ratios.mjs";
import { newTally } from "../tally.mjs";

const plannedUnits = 40_000;
const looks = 40;
const perLook = plannedUnits / looks;

const tickets = { name: "tickets", rate: 0.02, margin: 0.005 };
const returns = { name: "returns", rate: 0.05, margin: 0.01 };
/** Load times that fall off exponentially, with a mean of 1. */
const loadTime = { name: "load_time", quantile: 0.95, margin: 0.1 * -Math.log(0.05) };
/** Every person comes once or more, and who comes often orders less often. */
const orders = { name: "orders_per_session", ratio: ordersPerSession(), margin: 0.1 * ordersPerSession() };
const revenue = { name: "revenue", margin: 0.2 * payingShare * meanPayment };

export const guardedKills = [
  guarded("Rate of 2 %, margin 0.5 points, unharmed", [{ ...tickets, harm: 0 }]),
  guarded("harmed by the margin", [{ ...tickets, harm: 1 }]),
  guarded("harmed by twice the margin", [{ ...tickets, harm: 2 }]),
  guarded("harmed by three times the margin", [{ ...tickets, harm: 3 }]),
  guarded("the same and a rate of 5 %, margin 1 point, both unharmed", [{ ...tickets, harm: 0 }, { ...returns, harm: 0 }]),
  guarded("the first of the two harmed by three times its margin", [{ ...tickets, harm: 3 }, { ...returns, harm: 0 }]),
  guarded("Revenue, 5 % pay, margin 20 %, harmed by 20 %", [{ ...revenue, harm: 1 }]),
  guarded("Revenue, 5 % pay, margin 20 %, harmed by 60 %", [{ ...revenue, harm: 3 }]),
  guarded("Orders per session, clustered by person, margin 10 %, unharmed", [{ ...orders, harm: 0 }]),
  guarded("Orders per session, clustered by person, margin 10 %, fewer by 10 %", [{ ...orders, harm: 1 }]),
  guarded("Orders per session, clustered by person, margin 10 %, fewer by 20 %", [{ ...orders, harm: 2 }]),
  guarded("95th percentile of load times, margin 10 %, unharmed", [{ ...loadTime, harm: 0 }]),
  guarded("95th percentile of load times, margin 10 %, slower by 10 %", [{ ...loadTime, harm: 1 }]),
  guarded("95th percentile of load times, margin 10 %, slower by 20 %", [{ ...loadTime, harm: 2 }]),
];

function guarded(shortName, guardrails) {
  const experiment = {
    expId: "simulated", phase: 1, control: "control", variants: ["control", "treatment"],
    guardrails: guardrails.map(({ name }) => name), gate: { sizing: { confidenceSequenceN: plannedUnits } },
  };
  const metrics = guardrails.map((guardrail) => {
    const kind = kindOf(guardrail);
    return { name: guardrail.name, kind, direction: kind === "mean" || kind === "ratio" ? "up" : "down", margin: guardrail.margin };
  });
  const run = (draws, runs) => {
    const { tally, count, keep } = newTally();
    for (let at = 0; at < runs; at += 1) {
      const { alert, kill } = oneRun(draws, { experiment, metrics, guardrails });
      count("runs");
      count("killed", kill !== undefined);
      count("alerted", alert !== undefined);
      if (kill !== undefined) keep("killUnits", kill);
      if (alert !== undefined) keep("alertUnits", alert);
    }
    return tally;
  };
  const harmInMargins = Math.max(...guardrails.map(({ harm }) => harm));
  return { name: `Guard: ${guardrails.length} guardrails, ${shortName}`, shortName, section: "guarded-kills", harmInMargins, plannedUnits, looks, runsShare: 0.0125, run };
}

function kindOf({ rate, ratio, quantile }) {
  if (ratio !== undefined) return "ratio";
  if (quantile !== undefined) return "quantile";
  return rate === undefined ? "mean" : "rate";
}

/** Units at the first alert and at the kill, at which the experiment ends. */
function oneRun(draws, { experiment, metrics, guardrails }) {
  const grown = guardrails.map(() => ({ control: undefined, treatment: undefined }));
  let alert;
  for (let look = 1; look <= looks; look += 1) {
    const units = look * perLook;
    for (const [at, guardrail] of guardrails.entries()) {
      grown[at] = { control: added(draws, grown[at].control, guardrail, 0), treatment: added(draws, grown[at].treatment, guardrail, guardrail.harm) };
    }
    const { action } = guard({
      experiment, metrics, atUs: look,
      phases: [{ phase: 1, arms: ["control", "treatment"].map((arm) => ({ arm, units: units / 2, weight: 1 })) }],
      moments: guardrails.map((guardrail, at) => momentsOf(guardrail, grown[at])),
    });
    if (action !== "none") alert ??= units;
    if (action === "kill") return { alert, kill: units };
  }
  return { alert };
}

function added(draws, known, { rate, ratio, quantile, margin }, harm) {
  const units = perLook / 2;
  if (ratio !== undefined) {
    const joint = visitorsArm(draws, units, 1 - (harm * margin) / ratio);
    return known === undefined ? joint : mergeJointMoments(known, joint);
  }
  if (quantile !== undefined) {
    const slower = 1 - (harm * margin) / Math.log(1 - quantile);
    return Float64Array.from([...(known ?? []), ...Array.from({ length: units }, () => -slower * Math.log(1 - draws.uniform()))]).sort();
  }
  if (rate !== undefined) {
    const { successes, trials } = rateArm(draws, units, rate + harm * margin);
    return { successes: successes + (known?.successes ?? 0), trials: trials + (known?.trials ?? 0) };
  }
  const { payers, ...moments } = revenueArm(draws, units, 1 - (harm * margin) / (payingShare * meanPayment));
  return known === undefined ? { ...moments, payers } : { ...mergeMoments(known, moments), payers: payers + known.payers };
}

function momentsOf({ name, rate, ratio, quantile }, byArm) {
  if (ratio !== undefined) {
    const visitors = (joint) => ({ ...joint, unitsWithDenominator: joint.count });
    return { metric: name, kind: "ratio", missingUnits: 0, byArm: { control: visitors(byArm.control), treatment: visitors(byArm.treatment) } };
  }
  if (quantile !== undefined) {
    const unitsByArm = { control: byArm.control.length, treatment: byArm.treatment.length };
    return { metric: name, kind: "quantile", quantile, missingUnits: 0, byArm: { control: bandOf(byArm.control, quantile), treatment: bandOf(byArm.treatment, quantile) }, unitsByArm };
  }
  if (rate !== undefined) return { metric: name, kind: "rate", missingUnits: 0, byArm };
  const joint = ({ count, mean, m2 }) => ({ count, means: [mean], crossProducts: [[m2]] });
  return {
    metric: name, kind: "mean", missingUnits: 0,
    byArm: { control: joint(byArm.control), treatment: joint(byArm.treatment) },
    nonzeroUnits: { control: byArm.control.payers, treatment: byArm.treatment.payers },
  };
}

/** Of values in order, none of which repeats. */
function bandOf(values, quantile) {
  const units = values.length;
  const rank = quantileRank(units, quantile);
  const share = rank / units;
  const ranks = quantileRanks({ quantile, belowMoments: { count: units, means: [share, 1], crossProducts: [[units * share * (1 - share), 0], [0, 0]] } });
  const estimate = values[rank - 1];
  if (ranks.kind === "insufficient") return { ...ranks, estimate };
  return { ...ranks, kind: "band", quantile, units, values: units, estimate, low: values[ranks.lowRank - 1], high: values[ranks.highRank - 1], tiedShare: 1 / units };
}
