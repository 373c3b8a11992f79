import type { JointMoments } from "./joint-moments.ts";
import type { Moments } from "./moments.ts";

/** The moments themselves, once they are known to be those of some data. */
export function checkedMoments(name: string, moments: Moments): Moments {
  const { count, mean, m2 } = moments;
  if (!Number.isSafeInteger(count) || count < 0) {
    throw new RangeError(`${name}.count: expected a whole number >= 0, got ${count}`);
  }
  if (!Number.isFinite(mean)) throw new RangeError(`${name}.mean: expected a finite number, got ${mean}`);
  if (!(m2 >= 0 && m2 < Infinity)) {
    throw new RangeError(`${name}.m2: expected a finite number >= 0, got ${m2}`);
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
  if (!crossProducts.every((row) => row.every(Number.isFinite))) {
    throw new RangeError(`${name}.crossProducts: expected finite numbers`);
  }
  means.forEach((mean, i) => {
    checkedMoments(`${name} column ${i}`, { count, mean, m2: crossProducts[i]?.[i] ?? 0 });
  });
  return moments;
}
