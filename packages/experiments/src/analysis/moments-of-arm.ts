import type { JointMoments } from "@liftproof/estimators";

/** Moments of one arm; those of no units, with as many columns as the other arms have, when it is not listed. */
export function momentsOfArm<Joint extends JointMoments>(
  byArm: Readonly<Record<string, Joint>>,
  arm: string,
): Joint | JointMoments {
  const columns = Object.values(byArm)[0]?.means ?? [0];
  return (Object.hasOwn(byArm, arm) ? byArm[arm] : undefined) ?? {
    count: 0,
    means: columns.map(() => 0),
    crossProducts: columns.map(() => columns.map(() => 0)),
  };
}
