import type { Visit } from "../play/visit.ts";
import { metricWindowUs } from "./expect-checkout.ts";

/** Writes down that a visit may end with a support ticket; no experiment makes that more or less likely. */
export function expectTicket({ person, nowUs }: Visit, probability: number): void {
  for (const { firstExposureUs, control, treatment } of person.exposed.values()) {
    if (nowUs - firstExposureUs > metricWindowUs) continue;
    control.noTicket *= 1 - probability;
    treatment.noTicket *= 1 - probability;
  }
}
