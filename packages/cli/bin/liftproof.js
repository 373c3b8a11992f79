#!/usr/bin/env node
import { main } from "../dist/index.js";

process.stdout.on("error", (error) => {
  // `liftproof ... | head` closes the pipe early; that is no failure.
  if (error.code === "EPIPE") process.exit(0);
  process.stderr.write(`liftproof: output: expected to write all of it, got ${error.code}; ${error.code === "ENOSPC" ? "free space on its disk" : "write it to another place"} and run the same command again\n`);
  process.exit(2);
});

process.exitCode = await main(process.argv.slice(2));
