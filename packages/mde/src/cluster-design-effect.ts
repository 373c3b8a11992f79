import type { ClusterDesign } from "./cluster-design.ts";
import { expectThat } from "./expect-that.ts";

/**
 * How many times the variance of a mean grows when units are randomized in clusters.
 *
 * 1 + ((1 + v^2) m - 1) rho for clusters of m units on average, with coefficient of variation v. A large
 * cluster of likeminded units tells hardly more than one of them.
 *
 * @throws RangeError when an argument is outside the range its documentation states.
 *
 * Source: Eldridge, Ashby and Kerry, "Sample size for cluster randomized trials: effect of coefficient of
 * variation of cluster size and analysis method", International Journal of Epidemiology 2006.
 *
 * @example
 * ```ts
 * clusterDesignEffect({ unitsPerCluster: 21, intraclassCorrelation: 0.05 }); // => 2
 * ```
 */
export function clusterDesignEffect({ unitsPerCluster, intraclassCorrelation, sizeVariation = 0 }: ClusterDesign): number {
  expectThat(unitsPerCluster >= 1 && unitsPerCluster < Infinity, "unitsPerCluster", { expected: "a finite number >= 1", got: unitsPerCluster });
  expectThat(intraclassCorrelation >= 0 && intraclassCorrelation <= 1, "intraclassCorrelation", { expected: "a number in [0, 1]", got: intraclassCorrelation });
  expectThat(sizeVariation >= 0 && sizeVariation < Infinity, "sizeVariation", { expected: "a finite number >= 0", got: sizeVariation });
  return 1 + ((1 + sizeVariation ** 2) * unitsPerCluster - 1) * intraclassCorrelation;
}
