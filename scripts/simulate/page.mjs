/** docs/calibration.md from the tallies. */
import { oneLook } from "./pages/one-look.mjs";

export function page(results, options) {
  const of = (section) => results.filter((result) => result.section === section);
  return [oneLook(of("one-look"))].filter((part) => part !== "").join("\n\n") + "\n";
}
