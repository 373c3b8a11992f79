import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";
import type { ReportExperiment } from "../report-input.ts";
import { verdict } from "./verdict.ts";

/** The page in one screen: a verdict and a sentence per experiment. */
export function headlines(experiments: readonly ReportExperiment[]): Markup | null {
  if (experiments.length === 0) return null;
  return html`<section id="headlines"><h2>What we found</h2><ul class="verdicts">${experiments.map((experiment, index) => {
    const { tone, word, sentence } = verdict(experiment);
    return html`<li class="${tone}"><div class="verdict-head"><span class="badge">${word}</span><a href="#experiment-${index}">${experiment.definition.expId}</a></div><p>${sentence}</p></li>`;
  })}</ul></section>`;
}
