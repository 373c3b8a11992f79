/** What the first bytes of a bronze line say, without parsing the rest. */
export interface BronzeLineHead {
  readonly receivedAtUs: number;
  readonly rejected: boolean;
}

const head = /^\{"v":1,"received_ts_us":(\d{1,16}),"(row|rejected)":/;

/**
 * Reads the head of a bronze line.
 *
 * @returns `undefined` when the text does not begin like a bronze line.
 */
export function bronzeLineHead(line: string): BronzeLineHead | undefined {
  const found = head.exec(line);
  if (found === null) return undefined;
  return { receivedAtUs: Number(found[1]), rejected: found[2] === "rejected" };
}
