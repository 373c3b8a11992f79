import { startFirefox } from "./engines/firefox.ts";
import { matrixOf } from "./matrix.ts";

const { BROWSER_FIREFOX } = process.env;

matrixOf("Firefox", BROWSER_FIREFOX === undefined ? undefined : (profile) => startFirefox(BROWSER_FIREFOX, profile));
