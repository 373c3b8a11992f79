/** Moments of a column, beside the plain sums that any such pass must at least do. */
import { mergeMoments, momentsOf, varianceOf } from "@liftproof/estimators";
import { sampleVariance } from "simple-statistics";
import { figure, measure } from "./measure.mjs";

const count = 4_000_000;
const part = 65_536;
const streamed = [10_000_000, 100_000_000];
export const title = "Moments of a column";

export async function run() {
  const values = column(count);
  let sink = 0;
  const least = await measure({
    "plain sum": () => (sink += sumOf(values)),
    "plain sum and sum of squares": () => (sink += squaresOf(values)),
    "momentsOf": () => (sink += momentsOf(values).m2),
    "momentsOf of parts of 65,536, merged": () => (sink += inParts(values).m2),
    "simple-statistics: sampleVariance": () => (sink += sampleVariance(values)),
  });
  const floor = least.get("plain sum and sum of squares");
  const rows = [...least].map(([name, seconds]) => [name, figure(count / seconds), (seconds / floor).toFixed(2), "-"]);
  for (const units of streamed) {
    globalThis.gc?.();
    const before = process.memoryUsage().rss;
    const startedAt = process.cpuUsage();
    const { moments, most } = streamedMoments(values, units);
    const { user, system } = process.cpuUsage(startedAt);
    if (moments.count !== units || !(varianceOf(moments) > 0)) throw new Error(`expected moments of ${units} values, got ${moments.count}`);
    const seconds = (user + system) / 1e6;
    rows.push([`a stream of ${units / 1e6} M values, part by part`, figure(units / seconds), (seconds / units / (floor / count)).toFixed(2), `${((most - before) / 2 ** 20).toFixed(1)} MB`]);
  }
  if (!Number.isFinite(sink)) throw new Error(`expected finite sums, got ${sink}`);
  return {
    note: `A Float64Array of ${count / 1e6} M values with a mean of 1,000. Plain sums are the floor: a sum of squares costs one pass and loses its digits when the mean is large; 100 M values per second and core is the mark to reach. The last column is how far resident memory rose above where it was when the stream began.`,
    columns: ["work", "values per CPU second", "times the floor", "memory"],
    rows,
  };
}

function sumOf(values) {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i];
  return sum;
}

function squaresOf(values) {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i += 1) {
    sum += values[i];
    squares += values[i] * values[i];
  }
  return squares - (sum * sum) / values.length;
}

function inParts(values) {
  let moments = momentsOf([]);
  for (let from = 0; from < values.length; from += part) moments = mergeMoments(moments, momentsOf(values.subarray(from, from + part)));
  return moments;
}

/** Parts arrive in one buffer, as from a reader; nothing of them is kept but their moments. */
function streamedMoments(values, units) {
  const buffer = new Float64Array(part);
  let moments = momentsOf([]);
  let most = 0;
  for (let done = 0; done < units; done += part) {
    const from = done % (values.length - part);
    const arrived = Math.min(part, units - done);
    buffer.set(values.subarray(from, from + arrived));
    moments = mergeMoments(moments, momentsOf(buffer.subarray(0, arrived)));
    if (done % (part * 64) === 0) most = Math.max(most, process.memoryUsage().rss);
  }
  return { moments, most: Math.max(most, process.memoryUsage().rss) };
}

function column(length) {
  let state = 20261123;
  return Float64Array.from({ length }, () => 1_000 + (state = (state * 48271) % 2147483647) / 2147483647);
}
