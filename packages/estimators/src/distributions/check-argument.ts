/** The probability itself, once it is known to lie in [0, 1]. */
export function checkedProbability(probability: number): number {
  if (!(probability >= 0 && probability <= 1)) {
    throw new RangeError(`p: expected a probability in [0, 1], got ${probability}`);
  }
  return probability;
}

/** A shape or a number of degrees of freedom, once it is known to be positive and finite. */
export function checkedShape(name: string, shape: number): number {
  if (!(shape > 0 && shape < Infinity)) {
    throw new RangeError(`${name}: expected a finite number > 0, got ${shape}`);
  }
  return shape;
}

/** A point of the distribution, once it is known to be a number at all. */
export function checkedPoint(name: string, point: number): number {
  if (Number.isNaN(point)) throw new RangeError(`${name}: expected a number, got NaN`);
  return point;
}
