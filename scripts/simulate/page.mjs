/** docs/calibration.md from the tallies. */
import { beliefsSection } from "./pages/beliefs.mjs";
import { costSection } from "./pages/cost.mjs";
import { everyUnitSection, manyLooks } from "./pages/many-looks.mjs";
import { oneLook } from "./pages/one-look.mjs";
import { metricsSection, sizingSection } from "./pages/sizing.mjs";
import { splitSection } from "./pages/split.mjs";

export function page(results) {
  const of = (section) => results.filter((result) => result.section === section);
  const parts = [
    oneLook(of("one-look")),
    beliefsSection(of("beliefs")),
    manyLooks(of("many-looks")),
    everyUnitSection(of("every-unit")),
    costSection(of("cost")),
    splitSection(of("false-kills"), of("detection"), of("plain-rules")),
    sizingSection(of("sizing")),
    metricsSection(of("many-metrics")),
  ];
  return parts.filter((part) => part !== "").join("\n\n") + "\n";
}
