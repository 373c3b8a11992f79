import { createCapture } from "./capture.ts";

/** For pages without modules: `<script src="liftproof.iife.js">` defines `liftproof.createCapture` and does nothing else. */
(globalThis as { liftproof?: object }).liftproof = { createCapture };
