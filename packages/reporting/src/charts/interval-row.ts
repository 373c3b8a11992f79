/** Where one row of a chart of intervals is drawn; the label stands beside it where the drawing is wide, else above. */
export interface IntervalRow {
  readonly x: (value: number) => number;
  readonly y: number;
  readonly left: number;
  readonly right: number;
  readonly isWide: boolean;
}
