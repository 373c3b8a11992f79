/** A CSV of one row per unit, two arms, a rate and two means; the same bytes for the same number of units. */
import { once } from "node:events";
import { createWriteStream } from "node:fs";

export async function writeUnits(file, units) {
  const out = createWriteStream(file);
  out.write("unit_id,arm,converted,orders,revenue\n");
  let state = 42;
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
  for (let from = 0; from < units; from += 50_000) {
    let text = "";
    for (let unit = from; unit < Math.min(from + 50_000, units); unit += 1) {
      const orders = next() < 0.1 ? 1 + Math.floor(next() * 3) : 0;
      text += `u${unit},${next() < 0.5 ? "control" : "treatment"},${orders > 0},${orders},${(orders * next() * 90).toFixed(2)}\n`;
    }
    if (!out.write(text)) await once(out, "drain");
  }
  out.end();
  await once(out, "finish");
}
