/** What a decision costs above the hash it cannot do without. */
import { assign, cutPoints, experimentSalt, hashInput, murmur3Utf8 } from "@liftproof/assignment";
import { figure, measure } from "./measure.mjs";

const units = 200_000;
export const title = "Assign a unit, with its reason";

export async function run() {
  const ids = Array.from({ length: units }, (_, index) => `u_${(index * 2654435761) >>> 0}-${index}`);
  const experiment = { expId: "checkout_cta", status: "running", variants: ["control", "short_form"], weights: [50, 50] };
  const prefix = hashInput("assign", experimentSalt(experiment), "");
  const [cut] = cutPoints(experiment.weights);
  let sink = 0;
  const least = await measure({
    "the bare hash and one comparison": () => {
      for (const id of ids) sink += murmur3Utf8(prefix + id) < cut ? 1 : 0;
    },
    assign: () => {
      for (const id of ids) sink += assign(experiment, id, {}, { durableIdentity: true }).bucket & 1;
    },
  });
  const [[, floor]] = least;
  return {
    note: `${figure(units)} distinct ids through one 50/50 experiment without targeting.`,
    columns: ["work", "decisions per CPU second", "times the floor"],
    rows: [...least].map(([name, seconds]) => [name, figure(units / seconds), (seconds / floor).toFixed(2)]),
    sink,
  };
}
