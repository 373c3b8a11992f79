/**
 * Who may import whom, folder by folder under packages/. What is not listed is forbidden; "(types)" allows types alone.
 * The import checker turns each line into a rule, a test holds every manifest to it, and the picture in the docs is drawn from it.
 */
module.exports = {
  "click-token": [],
  events: ["click-token (types)"],
  estimators: [],
  srm: ["estimators"],
  mde: ["estimators"],
  assignment: [],
  experiments: ["assignment", "estimators", "srm", "mde"],
  browser: ["events", "assignment"],
  attribution: ["events", "click-token (types)"],
  lake: ["events", "attribution", "assignment", "estimators (types)"],
  reporting: ["experiments (types)", "attribution (types)"],
  adapters: ["click-token", "events", "estimators", "srm", "mde", "assignment", "experiments", "attribution", "lake", "reporting"],
  simulator: ["events", "click-token", "assignment"],
  cli: ["click-token", "events", "estimators", "srm", "mde", "assignment", "experiments", "attribution", "lake", "reporting", "adapters", "simulator"],
  testkit: ["click-token", "events", "estimators", "srm", "mde", "assignment", "experiments", "attribution", "lake", "reporting", "adapters", "simulator"],
};
