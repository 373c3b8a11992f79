/** How far a long job is. `done` of `total` steps of one stage; the steps of a stage take about the same time. */
export interface Progress {
  readonly stage: string;
  readonly done: number;
  readonly total: number;
}

/** Called now and then while a job runs. */
export type OnProgress = (progress: Progress) => void;
