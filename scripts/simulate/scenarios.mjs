/** Every scenario in the order of the page. */
import { beliefs } from "./beliefs/beliefs.mjs";
import { costs } from "./many-looks/cost.mjs";
import { everyUnit } from "./many-looks/every-unit.mjs";
import { falseAlarms } from "./many-looks/false-alarms.mjs";
import { guardrails } from "./many-looks/guardrails.mjs";
import { corrections } from "./many-metrics/corrections.mjs";
import { adjusted } from "./one-look/adjusted.mjs";
import { means } from "./one-look/means.mjs";
import { quantiles } from "./one-look/quantiles.mjs";
import { rates } from "./one-look/rates.mjs";
import { ratios } from "./one-look/ratios.mjs";
import { stratified } from "./one-look/strata.mjs";
import { winsorized } from "./one-look/winsorized.mjs";
import { promises } from "./sizing/promises.mjs";
import { detection } from "./split/detection.mjs";
import { falseKills } from "./split/false-kills.mjs";
import { guardedKills } from "./split/guarded-kills.mjs";
import { plainRules } from "./split/plain-rules.mjs";
import { blendedRamps, brokenRamps, healthyRamps } from "./split/ramps.mjs";

const oneLook = [...rates, ...means, ...winsorized, ...ratios, ...quantiles, ...adjusted, ...stratified];
const manyLooks = [...falseAlarms, ...everyUnit, ...guardrails, ...costs];
const split = [...falseKills, ...healthyRamps, ...detection, ...brokenRamps, ...blendedRamps, ...plainRules, ...guardedKills];

export const scenarios = [...oneLook, ...beliefs, ...promises, ...corrections, ...manyLooks, ...split];
