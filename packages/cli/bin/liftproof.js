#!/usr/bin/env node
import { main } from "../dist/index.js";

// `liftproof ... | head` closes the pipe early; that is no failure.
process.stdout.on("error", (error) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await main(process.argv.slice(2));
