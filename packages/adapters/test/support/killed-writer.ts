/** Appends batches for ever, printing the ids of each one once it is acknowledged, until somebody kills it. */
import { writeSync } from "node:fs";
import { createBronzeWriter } from "@liftproof/adapters/files";

const [root = "", from = "0"] = process.argv.slice(2);
const startUs = 1_772_323_200_000_000;
const writer = await createBronzeWriter({ root, segmentBytes: 4000 });
let id = Number(from);
for (let batch = 0; ; batch++) {
  const ids = Array.from({ length: 1 + (batch % 7) }, () => id++);
  await writer.append(
    ids.map((each) => {
      const receivedAtUs = startUs + Math.floor(each / 40) * 3_600_000_000 + each;
      return { receivedAtUs, line: `{"v":1,"received_ts_us":${receivedAtUs},"row":{"event_id":"e${each}"},"raw":"${"x".repeat(each % 500)}"}` };
    }),
  );
  writeSync(1, `${ids.join(" ")}\n`);
  if (batch % 5 === 4) await writer.seal();
}
