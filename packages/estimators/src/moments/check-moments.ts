import type { JointMoments } from "./joint-moments.ts";
import type { Moments } from "./moments.ts";

/** Beyond these, sums of squares and products are no longer doubles. */
export const LARGEST_MEAN = 1e140;
export const LARGEST_SQUARES = 1e300;

/** The moments themselves, once they are known to be those of some data. */
export function checkedMoments(name: string, moments: Moments): Moments {
  const { count, mean, m2 } = moments;
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`${name}.count: expected a whole number >= 0, got ${count}`);
  }
  if (!(Math.abs(mean) <= LARGEST_MEAN)) {
    throw new RangeError(`${name}.mean: expected a finite number within 1e140 of zero, got ${mean}`);
  }
  if (!(m2 >= 0 && m2 <= LARGEST_SQUARES)) {
    throw new RangeError(`${name}.m2: expected a finite number from 0 to 1e300, got ${m2}`);
  }
  return moments;
}

/** The joint moments themselves, once every column and every cross product is known to be possible. */
export function checkedJointMoments(name: string, moments: JointMoments): JointMoments {
  const { count, means, crossProducts } = moments;
  const width = means.length;
  if (crossProducts.length !== width || crossProducts.some((row) => row.length !== width)) {
    throw new RangeError(`${name}.crossProducts: expected ${width} rows of ${width}, one per mean`);
  }
  if (!crossProducts.every((row) => row.every((product) => Math.abs(product) <= LARGEST_SQUARES))) {
    throw new RangeError(`${name}.crossProducts: expected finite numbers within 1e300 of zero`);
  }
  means.forEach((mean, i) => {
    checkedMoments(`${name} column ${i}`, { count, mean, m2: crossProducts[i]?.[i] ?? 0 });
  });
  return moments;
}
