import type { Markup } from "../html/markup.ts";
import { html } from "../html/markup.ts";

const TERMS: readonly (readonly [term: string, meaning: string])[] = [
  ["Control and treatment", "Control is what people saw before; a treatment is the change. Units are put in one or the other by chance."],
  ["Lift", "How much more or less the treatment did, relative to control. +5% on a rate of 4% is 4.2%."],
  ["Interval", "The changes that fit the data. When it does not hold zero, the change is clear."],
  ["p", "How often chance alone would show a difference this large. Small is clear; it says nothing about how large the change is."],
  ["Chance better", "How likely the treatment is better than control, given the data and a cautious starting belief."],
  ["Confidence sequence", "An interval that stays honest however often one looks. It is wider than the one for a single look."],
  ["Split", "Whether the arms got the share of units they were promised. A broken split spoils every number of an experiment."],
  ["CUPED", "Takes out the part of a metric that earlier behavior foretells, so that the same traffic shows smaller changes."],
  ["Proof", "A click on a link that we signed. A tag in an address is only a claim; anyone can type it."],
  ["Direct", "A visit without any sign of where it came from. It earns an order only when nothing else can."],
  ["Guardrail", "A metric that must not get worse while another gets better; its margin is the harm it may do and still pass."],
  ["Credible change and lift", "What the change is likely to be, given the data and a cautious starting belief; as wide as the interval is sure."],
  ["Expected loss", "What is given away on average by shipping the treatment, in case it is the worse one after all."],
];

/** The words of the page, for those who do not use them every day. */
export function glossary(): Markup {
  return html`<section id="glossary"><h2>Words on this page</h2><dl class="glossary">${TERMS.map(([term, meaning]) => html`<div><dt>${term}</dt><dd>${meaning}</dd></div>`)}</dl></section>`;
}
