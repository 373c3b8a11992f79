/** Looks closer together than this share of all information are one look. */
const CLOSEST_LOOKS = 1e-4;

const MOST_LOOKS = 200;

/**
 * Information at each look, once it is known to grow from look to look.
 *
 * Information belongs to one comparison of two arms: summed over more arms it grows too fast, and more than
 * one engine has gone wrong there.
 */
export function checkedInformation(name: string, information: readonly number[]): readonly number[] {
  if (information.length < 1 || information.length > MOST_LOOKS) {
    throw new RangeError(`${name}: expected 1 to ${MOST_LOOKS} looks, got ${information.length}`);
  }
  const all = information.at(-1) ?? 0;
  let before = 0;
  information.forEach((at, look) => {
    if (!(at < Infinity && at > before && at - before >= CLOSEST_LOOKS * all)) {
      throw new RangeError(
        `${name}[${look}]: expected a finite number above the ${before} of the look before by at least ${CLOSEST_LOOKS} of the last, got ${at}`,
      );
    }
    before = at;
  });
  return information;
}
