import type { ExperimentDefinition } from "@liftproof/experiments";

/**
 * An experiment once per phase, first phase first, the one that runs last.
 *
 * A phase that is over is read by its own arms, weights and salt, and by the metrics and rule of the file as it is. Whom its coverage,
 * layer and holdout left out is not remembered, so that of its drift only the arm can be seen.
 */
export function phasesOf(experiment: ExperimentDefinition): readonly ExperimentDefinition[] {
  const { layer: _layer, holdout: _holdout, ...rest } = experiment;
  return [...experiment.earlierPhases.map((earlier): ExperimentDefinition => ({ ...rest, ...earlier, coverage: 1, status: "stopped", earlierPhases: [] })), experiment];
}
