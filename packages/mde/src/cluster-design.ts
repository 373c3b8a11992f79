/** Units that are randomized together: shops, schools, households. */
export interface ClusterDesign {
  /** Mean number of units in a cluster, at least 1. */
  readonly unitsPerCluster: number;
  /** Share of the variance that lies between clusters, in [0, 1]. */
  readonly intraclassCorrelation: number;
  /** Standard deviation of cluster sizes over their mean, at least 0. Default 0: all of one size. */
  readonly sizeVariation?: number;
}
