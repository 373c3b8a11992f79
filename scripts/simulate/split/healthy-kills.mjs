/**
 * How often healthy splits are warned of and killed, drawn from the guard's alternative.
 *
 * The event is so rare that plain repetition would see a handful. The alternative's likelihood ratio to the promise is the
 * evidence E itself, so that a kill counts 1 / E: unbiased, and with a small error.
 *
 * @param followOne draws one split from the alternative and follows it to its end
 */
import { newTally } from "../tally.mjs";

export function healthyKills(runs, followOne) {
  const { tally, count } = newTally();
  for (let at = 0; at < runs; at += 1) {
    const { warned, killed, disagrees } = followOne();
    count("runs");
    count("disagrees", disagrees);
    const [warn, kill] = [warned, killed].map((moment) => (moment === undefined ? 0 : 1000 / moment.evidence));
    count("warn", warn);
    count("warnSquares", warn * warn);
    count("kill", kill);
    count("killSquares", kill * kill);
  }
  return tally;
}
