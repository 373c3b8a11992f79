/** The two arms of a comparison. */
export interface ArmPair {
  readonly control: string;
  readonly treatment: string;
}
