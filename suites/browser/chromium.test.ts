import { startChromium } from "./engines/chromium.ts";
import { matrixOf } from "./matrix.ts";

const { BROWSER_CHROMIUM } = process.env;

matrixOf("Chromium", BROWSER_CHROMIUM === undefined ? undefined : (profile) => startChromium(BROWSER_CHROMIUM, profile));
