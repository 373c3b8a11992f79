/** Finds a Java new enough, wherever the machine keeps it. */
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The command of the first Java of at least this version, of TRINO_JAVA, JAVA_HOME, the path and the usual folders. */
export function javaOf(least) {
  const homes = ["/usr/lib/jvm", "/opt", "/Library/Java/JavaVirtualMachines"].filter(existsSync).flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)));
  const commands = [
    process.env.TRINO_JAVA,
    process.env.JAVA_HOME === undefined ? undefined : join(process.env.JAVA_HOME, "bin/java"),
    "java",
    ...homes.flatMap((home) => [join(home, "bin/java"), join(home, "Contents/Home/bin/java")]).filter(existsSync),
  ];
  return commands.find((command) => command !== undefined && versionOf(command) >= least);
}

function versionOf(command) {
  try {
    const text = execFileSync(command, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return Number(/^\S+ (\d+)/u.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
