/** What a decision costs above the hash it cannot do without, and beside the SDKs a team would take instead. */
import { cutPoints, hashInput, murmur3Utf8 } from "@liftproof/assignment";
import { figure, measureRounds } from "./measure.mjs";
import { targetedCountries } from "./peers/configs.mjs";
import { amplitude, eppo, growthbook, liftproof, optimizely, unleash } from "./peers/contenders.mjs";
import { installedPeers } from "./peers/installed-peers.mjs";

const units = 100_000;
const countries = [...targetedCountries, "US", "GB"];
export const title = "Assign a unit, with its reason";

const peers = [
  ["@amplitude/experiment-core", "EvaluationEngine.evaluate", amplitude],
  ["@growthbook/growthbook", "GrowthBookClient.evalFeature", growthbook],
  ["unleash-client", "getVariant", unleash],
  ["@eppo/js-client-sdk-common", "getStringAssignmentDetails", eppo],
  ["@optimizely/optimizely-sdk", "createUserContext, decide", optimizely],
];

export async function run() {
  const { load, packages } = installedPeers();
  // Ids of one shape, as one application has; a running number is spread so that neighbors share no prefix.
  const ids = Array.from({ length: units }, (_, index) => `u_${(index * 2654435761) >>> 0}-${index}`);
  const ours = liftproof();
  const rows = [];
  const budgets = new Map();
  for (const experiment of ["plain", "targeted"]) {
    const shares = new Map();
    const all = (name, decide) => () => {
      const counts = new Map();
      for (let at = 0; at < units; at += 1) {
        const variant = decide(experiment, ids[at], countries[at & 3]);
        counts.set(variant, (counts.get(variant) ?? 0) + 1);
      }
      shares.set(name, counts);
    };
    const works = [
      ...(experiment === "plain" ? [["the bare hash and one comparison (floor)", bare()]] : []),
      ["**liftproof** assign", ours],
      ...peers.map(([name, call, make]) => [`${name} ${packages.get(name).version} (${packages.get(name).license}): ${call}`, make(load)]),
    ];
    const seconds = await measureRounds(Object.fromEntries(works.map(([name, decide]) => [name, all(name, decide)])), { rounds: 7 });
    const own = seconds.get("**liftproof** assign");
    for (const [name, list] of seconds) {
      const ratio = median(list) / median(own);
      rows.push([experiment, name, figure(units / list[0]), figure(units / median(list)), `${ratio.toFixed(2)}`, shareWords(shares.get(name))]);
      const [, limit] = limits.find(([part]) => name.includes(part)) ?? [];
      if (limit !== undefined) budgets.set(`${name.replace(/ [0-9].*/u, "")}, ${experiment}`, limit(list, own));
    }
  }
  return {
    note: [
      `${figure(units)} distinct ids in each of 7 interleaved rounds, one process, exposure off, through one 50/50 experiment and through one targeted at two of four countries. \`Times our time\` compares medians; the shares show that every contender really assigns.`,
      `Budgets: ${[...budgets].map(([name, words]) => `${name}: ${words}`).join("; ")}.`,
    ].join(" "),
    columns: ["experiment", "work", "decisions per CPU second, best", "median", "times our time", "control / short_form / outside"],
    rows,
  };
}

/** The least there is to do: the text, its hash, one comparison. */
function bare() {
  const prefix = hashInput("assign", "plain", "");
  const [cut] = cutPoints([50, 50]);
  return (_, id) => (murmur3Utf8(prefix + id) < cut ? "control" : "short_form");
}

const limits = [
  ["floor", (floor, own) => met(median(own) / median(floor), "at most", 2.5)],
  ["@growthbook", (theirs, own) => met(median(theirs) / median(own), "at least", 3)],
  ["@amplitude", (theirs, own) => met(median(theirs) / median(own), "at least", 1)],
];

function met(ratio, side, limit) {
  const good = side === "at most" ? ratio <= limit : ratio >= limit;
  return `${ratio.toFixed(2)} (${side} ${limit}: ${good ? "met" : "**missed**"})`;
}

function median(sorted) {
  return sorted[sorted.length >> 1];
}

function shareWords(counts) {
  return ["control", "short_form", null].map((variant) => `${(((counts.get(variant) ?? 0) / units) * 100).toFixed(2)} %`).join(" / ");
}
