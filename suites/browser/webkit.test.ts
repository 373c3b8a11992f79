import { startWebKit } from "./engines/webkit.ts";
import { matrixOf } from "./matrix.ts";

const { BROWSER_WEBKIT_DRIVER, BROWSER_WEBKIT } = process.env;

matrixOf("WebKitGTK", BROWSER_WEBKIT === undefined || BROWSER_WEBKIT_DRIVER === undefined ? undefined : () => startWebKit(BROWSER_WEBKIT_DRIVER, BROWSER_WEBKIT));
