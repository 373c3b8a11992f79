/** Every scenario in the order of the page. */
import { adjusted } from "./one-look/adjusted.mjs";
import { means } from "./one-look/means.mjs";
import { rates } from "./one-look/rates.mjs";
import { ratios } from "./one-look/ratios.mjs";

export const scenarios = [...rates, ...means, ...ratios, ...adjusted];
