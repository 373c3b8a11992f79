export { pageAssignments, type PageExperiment } from "./page-assignments.ts";
