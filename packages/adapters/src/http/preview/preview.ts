/** The variant of one experiment that a preview shows. */
export interface Preview {
  readonly expId: string;
  readonly variant: string;
}

/** Longest life of a preview in seconds, 30 days. */
export const maxPreviewSeconds: number = 30 * 86_400;
