/** The section on what it costs to look early. */
import { mean, median, percent, plain, share, table, whole } from "../figures.mjs";

export function costSection(results) {
  if (results.length === 0) return "";
  const designs = [...new Set(results.map(({ shortName }) => shortName))];
  const cells = (name) => results.filter(({ shortName }) => shortName === name);
  return [
    "### What it costs to look early",
    "",
    `A mean whose planned effect takes N* = ${whole(results[0].fixedUnits)} units when read once, at 80 % power. Every design ends at the multiple of N* that its theory asks for; units used`,
    "count up to the look that stopped it, or to the end.",
    "",
    table(
      ["design", "ends at, times N*", "false alarms", "power at the planned effect", "units used, mean (median), times N*", "power at 1.5 times", "units used, mean (median)", "estimate over truth when found, planned effect", "1.5 times"],
      designs.map((name) => {
        const [none, planned, larger] = cells(name);
        return [name, planned.inflation.toFixed(2), found(none), found(planned), used(planned), found(larger), used(larger), overstated(planned), overstated(larger)];
      }),
    ),
    "",
    "A plan with few looks uses fewer units and must keep to its looks. A sequence may be read at any time and prolonged at will, and pays for that; one tuned to a size",
    "that is not the experiment's own pays more. Whatever the design, an effect that was found is on average found too large: the last two columns say by how much.",
  ].join("\n");
}

function found({ tally }) {
  return percent(share(tally.stopped, tally.runs));
}

function used({ tally }) {
  return `${plain(mean(tally.used, tally.usedSquares, tally.runs))} (${median(tally.usedShares).value.toFixed(2)})`;
}

function overstated({ tally }) {
  return plain(mean(tally.ratio, tally.ratioSquares, tally.found), 2);
}
