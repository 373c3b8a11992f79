/** One entry of surfaces.yaml: a place in the product where an experiment may run, or may not. */
export interface SurfaceDefinition {
  readonly name: string;
  /** Public and indexed: who has no durable identity sees control. */
  readonly publicSeo: boolean;
  /** No experiment may run here; null when the file does not say, and the name decides. */
  readonly protected: boolean | null;
}
