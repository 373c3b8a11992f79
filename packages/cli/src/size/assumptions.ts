import { clusterDesignEffect } from "@liftproof/mde";
import { formatNumber } from "../output/format-number.ts";
import type { SizeOptions } from "./sizing-of-options.ts";

/** What a sizing rests on, as options that were checked before say it or as it is when they do not. */
export function assumptions(options: SizeOptions): readonly string[] {
  const { pilot, baseline, mde, nonInferiority, alpha } = options;
  const isMargin = nonInferiority !== undefined;
  return [
    pilot === undefined ? `baseline ${baseline ?? "any"}` : `baseline from ${pilot}`,
    isMargin ? `margin ${nonInferiority}` : `smallest effect ${mde ?? "-"} of it`,
    isMargin ? `alpha ${alpha ?? "0.025"} one-sided` : `alpha ${alpha ?? "0.05"} two-sided`,
    powerWords(options),
    `design effect ${designEffect(options)}`,
  ];
}

/** Guardrails that must pass as well ask more of each test than of all of them together. */
function powerWords({ power = "0.8", guardrails = "0" }: SizeOptions): string {
  const tests = Number(guardrails) + 1;
  if (tests === 1) return `power ${power}`;
  return `power ${formatNumber(1 - (1 - Number(power)) / tests)} each, so that all ${formatNumber(tests)} pass together with ${power}`;
}

function designEffect({ designEffect: given, icc, clusterSize, clusterVariation }: SizeOptions): string {
  if (given !== undefined) return given;
  if (icc === undefined || clusterSize === undefined) return "1";
  const clusters = { intraclassCorrelation: Number(icc), unitsPerCluster: Number(clusterSize), ...(clusterVariation === undefined ? {} : { sizeVariation: Number(clusterVariation) }) };
  return formatNumber(clusterDesignEffect(clusters));
}
