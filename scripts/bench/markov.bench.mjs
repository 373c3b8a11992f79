/** Models that look at all journeys at once, beside one pass over the journeys and beside the simulation that common tools run. */
import { markovShares, shapleyShares } from "@liftproof/attribution";
import { figure, measure } from "./measure.mjs";

const journeys = 10_000;
const walks = 100_000;
export const title = "Markov and Shapley over all journeys";

export async function run() {
  const paths = pathsOf(seeded(7));
  let sink = 0;
  const least = await measure(
    {
      "one pass: count each channel (floor)": () => (sink += countChannels(paths)),
      Shapley: () => (sink += shapleyShares(paths).length),
      "Markov, order 1": () => (sink += markovShares(paths, 1).shares.length),
      "Markov, order 2": () => (sink += markovShares(paths, 2).shares.length),
      "Markov, order 3": () => (sink += markovShares(paths, 3).shares.length),
      "Markov, order 4": () => (sink += markovShares(paths, 4).shares.length),
      [`order 1, simulated: ${figure(walks)} walks, a plain loop`]: () => (sink += simulated(paths)),
    },
    { rounds: 7 },
  );
  const budgets = { Shapley: 2, "Markov, order 1": 20, "Markov, order 2": 30, "Markov, order 3": 60 };
  const floor = [...least.values()][0];
  return {
    note: `${figure(journeys)} paths of up to 40 steps over 12 channels of uneven size, a third of them converting. Solved shares have a residual of at most ${greatestResidual(paths).toExponential(1)}; the simulation is off by ${points(paths)} points of share at worst.`,
    columns: ["work", "milliseconds", "budget", "times the floor"],
    rows: [...least].map(([name, seconds]) => [name, figure(seconds * 1000), budgets[name] ?? "", (seconds / floor).toFixed(1)]),
    sink,
  };
}

function greatestResidual(paths) {
  return Math.max(...[1, 2, 3, 4].map((order) => markovShares(paths, order).residual));
}

function points(paths) {
  const effects = simulatedEffects(paths);
  const total = [...effects.values()].reduce((sum, effect) => sum + effect, 0);
  const errors = markovShares(paths, 1).shares.map(({ channel, share }) => Math.abs(share - effects.get(channel) / total));
  return (100 * Math.max(...errors)).toFixed(2);
}

function countChannels(paths) {
  const counts = new Map();
  for (const { channels, conversions } of paths) for (const channel of channels) counts.set(channel, (counts.get(channel) ?? 0) + conversions);
  return counts.size;
}

function simulated(paths) {
  return simulatedEffects(paths).size;
}

/** Removal effects as the share of simulated conversions that pass a channel. */
function simulatedEffects(paths) {
  const steps = new Map();
  const pass = (from, to, weight) => {
    if (!steps.has(from)) steps.set(from, new Map());
    steps.get(from).set(to, (steps.get(from).get(to) ?? 0) + weight);
  };
  for (const { channels, conversions, nonConversions } of paths) {
    let at = "(start)";
    for (const channel of channels) {
      pass(at, channel, conversions + nonConversions);
      at = channel;
    }
    pass(at, "(won)", conversions);
    pass(at, "(lost)", nonConversions);
  }
  const tables = new Map([...steps].map(([from, row]) => [from, cumulated([...row])]));
  const next = seeded(11);
  const lost = new Map();
  let won = 0;
  for (let walk = 0; walk < walks; walk += 1) {
    const seen = new Set();
    let at = "(start)";
    while (at !== "(won)" && at !== "(lost)") {
      const { names, sums } = tables.get(at);
      const drawn = next() * sums.at(-1);
      at = names[sums.findIndex((sum) => drawn < sum)];
      seen.add(at);
    }
    if (at === "(lost)") continue;
    won += 1;
    for (const channel of seen) lost.set(channel, (lost.get(channel) ?? 0) + 1);
  }
  lost.delete("(won)");
  return new Map([...lost].map(([channel, count]) => [channel, count / won]));
}

function cumulated(row) {
  let sum = 0;
  return { names: row.map(([name]) => name), sums: row.map(([, weight]) => (sum += weight)) };
}

function pathsOf(next) {
  const names = "abcdefghijkl".split("").map((letter) => `channel ${letter}`);
  const drawn = () => names[Math.min(11, Math.floor(-Math.log(1 - next()) * 3))];
  return Array.from({ length: journeys }, () => {
    const channels = [drawn()];
    while (next() > 0.3 && channels.length < 40) channels.push(next() < 0.35 ? channels.at(-1) : drawn());
    const conversions = next() < 0.33 ? 1 + Math.floor(next() * 3) : 0;
    return { channels, conversions, nonConversions: conversions === 0 ? 1 + Math.floor(next() * 3) : Math.floor(next() * 3) };
  });
}

/** mulberry32. */
function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
