/** Finds the three engines; installs those that are missing from Debian's packages, where that is allowed. */
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { captureStep } from "../process.mjs";

/** What each engine needs: names of commands, or places where distributions put what is no command. */
const engines = [
  { name: "Chromium", packages: ["chromium"], parts: { BROWSER_CHROMIUM: ["chromium", "chromium-browser", "google-chrome"] } },
  { name: "Firefox", packages: ["firefox-esr"], parts: { BROWSER_FIREFOX: ["firefox-esr", "firefox"] } },
  {
    name: "WebKitGTK",
    packages: ["webkit2gtk-driver", "xvfb"],
    parts: {
      BROWSER_WEBKIT_DRIVER: ["WebKitWebDriver"],
      BROWSER_WEBKIT: ["6.0", "4.1", "4.0"].flatMap((version) => ["webkitgtk", "webkit2gtk"].flatMap((kind) => [
        `/usr/lib/${process.arch === "arm64" ? "aarch64" : "x86_64"}-linux-gnu/${kind}-${version}/MiniBrowser`,
        `/usr/libexec/${kind}-${version}/MiniBrowser`,
      ])),
      XVFB: ["Xvfb"],
    },
  },
];

/** The environment that tells the suite where its engines are, and why others are skipped. */
export async function browsers() {
  const wanted = engines.filter((engine) => placesOf(engine) === undefined).flatMap(({ packages }) => packages);
  const tls = found(["openssl"]) === undefined ? ["openssl"] : [];
  const fault = wanted.length + tls.length > 0 ? await install([...wanted, ...tls]) : undefined;
  const environment = {};
  const skipped = [];
  for (const engine of engines) {
    const places = placesOf(engine);
    if (places === undefined) skipped.push(`${engine.name}: needs ${engine.packages.join(" and ")}${fault === undefined ? "" : ` (${fault})`}`);
    else Object.assign(environment, places);
  }
  if (found(["openssl"]) !== undefined) return { environment, skipped };
  return { environment: {}, skipped: [...skipped, `all: needs openssl for a certificate${fault === undefined ? "" : ` (${fault})`}`] };
}

function placesOf({ parts }) {
  const places = Object.entries(parts).map(([variable, names]) => [variable, found(names)]);
  return places.every(([, place]) => place !== undefined) ? Object.fromEntries(places) : undefined;
}

function found(names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => (name.startsWith("/") ? [name] : folders.map((folder) => join(folder, name)))).find(isCommand);
}

function isCommand(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Why nothing could be installed; undefined when apt-get ran. */
async function install(packages) {
  if (process.getuid?.() !== 0) return "not root, so nothing was installed";
  if (!existsSync("/usr/bin/apt-get")) return "no apt-get here";
  console.log(`Installing ${packages.join(", ")} ...`);
  const options = { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } };
  await captureStep("apt-get", ["update", "-qq"], options);
  // One by one: a package that cannot be had does not keep out the others.
  const codes = [];
  for (const name of packages) codes.push((await captureStep("apt-get", ["install", "-y", "--no-install-recommends", name], options)).code);
  return codes.every((code) => code === 0) ? undefined : "apt-get could not install it";
}
