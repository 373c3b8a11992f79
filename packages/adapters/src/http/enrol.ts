import { assign, assignAll, assignSticky } from "@liftproof/assignment";
import type { AssignmentContext, AssignmentStore, Decision } from "@liftproof/assignment";
import type { KeyRing } from "@liftproof/click-token";
import type { ExperimentDefinition } from "@liftproof/experiments";
import { botLabel } from "./bot-label.ts";
import { cookieValue } from "./cookie-value.ts";
import type { CookieScope } from "./enrolment-cookies.ts";
import { identityCookie, sessionCookie } from "./enrolment-cookies.ts";
import { randomId } from "./random-id.ts";
import { verifyPreview } from "./preview/verify-preview.ts";

/** What enrolling leans on beside the request; the parts of a context that a service knows are passed on as they are. */
export interface EnrolOptions
  extends Partial<CookieScope>, Pick<AssignmentContext, "killed" | "policy" | "groups" | "regex"> {
  /** All experiments there are: those of other surfaces may be prerequisites. */
  readonly experiments: readonly EnrolledExperiment[];
  /** Where the request stands. */
  readonly surface: string;
  readonly nowUs: number;
  /** Who is signed in. It counts as a durable identity; experiments still hash `lp_id` unless `units` says otherwise. */
  readonly userId?: string;
  /** Ids by unit, for units of the shop's own and where `identity` or `anonymous` is not to be `lp_id`. */
  readonly units?: Readonly<Record<string, string>>;
  readonly attributes?: unknown;
  /** Where earlier assignments are kept; without it the hash decides each time. */
  readonly store?: AssignmentStore;
  /** Keys by which previews are verified; without them `lp_preview` is not read. */
  readonly ring?: KeyRing;
  /** False where the visitor has not consented to be remembered: no cookie is set. True when absent. */
  readonly mayRemember?: boolean;
  /** 22 characters of 128 random bits when absent. */
  readonly newId?: () => string;
}

/** What of an experiment's definition enrolling reads. */
export type EnrolledExperiment = Pick<ExperimentDefinition, "surface" | "unit"> & Parameters<typeof assign>[0];

/** A decision with what the page and the events about it need beside it. */
export interface EnrolledDecision extends Decision {
  readonly control: string | null;
  /** What kind of id was hashed. */
  readonly unit: string;
  /** The id that was hashed, null where there was none. */
  readonly unitId: string | null;
}

/** What a request was given. */
export interface Enrolment {
  /** Of the experiments on this surface, by experiment id. */
  readonly decisions: ReadonlyMap<string, EnrolledDecision>;
  /** The id behind the unit `identity`. */
  readonly identityId: string | null;
  /** `lp_id`, also when it was made just now; null when there is none and none may be set. */
  readonly anonId: string | null;
  readonly sessionId: string;
  readonly userId: string | null;
  /** For events that the service writes about this request. */
  readonly labels: Readonly<Record<string, true>>;
  /** To be appended to the response: cookies, and what keeps it out of shared caches and, for a preview, of search engines. */
  readonly headers: readonly (readonly [name: string, value: string])[];
}

const MAX_PREVIEWS = 8;

/**
 * Decides every experiment of one surface for one request.
 *
 * The identity of a browser is the cookie `lp_id`. A request without it is given one, and on a
 * public surface sees control until it comes back with it: a search engine's crawler keeps no
 * cookies, so it sees what every new visitor sees, and the user agent has chosen nothing.
 */
export async function enrol(request: Request, options: EnrolOptions): Promise<Enrolment> {
  const { surface, userId, secure = true, mayRemember = true, newId = randomId } = options;
  const experiments = neededOn(surface, options.experiments);
  const known = cookieValue(request, "lp_id");
  const session = cookieValue(request, "lp_sid");
  const anonId = known ?? (mayRemember ? newId() : null);
  const sessionId = session ?? newId();
  const label = botLabel(request.headers.get("user-agent"));
  const context: AssignmentContext = {
    ...contextOf(options),
    crawler: label !== null,
    durableIdentity: known !== undefined || userId !== undefined,
  };
  const units = new Map<string, string | null>([["identity", anonId], ["anonymous", anonId], ["session", sessionId], ...Object.entries(options.units ?? {})]);
  const unitOf = (unit: string): string | null => units.get(unit) ?? null;

  const kinds = [...new Set(experiments.map(({ unit }) => unit))];
  const decided = await Promise.all(kinds.map((unit) =>
    decisionsOf(experiments.filter((one) => one.unit === unit), { unitId: unitOf(unit), context, options })));
  const forced = await previewed(request, options);
  const shown = new Map<string, Decision>(decided.flatMap((found) => [...found]));
  for (const experiment of experiments.filter(({ expId }) => forced.has(expId))) {
    // Whoever holds a signed link is no crawler that happened to come by, with a cookie or without.
    const around = { ...context, forced, durableIdentity: true, crawler: false };
    const decision = assign(experiment, unitOf(experiment.unit) ?? sessionId, options.attributes, around);
    if (decision.reason === "forced") shown.set(experiment.expId, decision);
  }
  const here = experiments.filter((one) => one.surface === surface).flatMap(({ expId, unit, control, variants }) => {
    const decision = shown.get(expId);
    if (decision === undefined) return [];
    return [[expId, { ...decision, control: control ?? variants[0] ?? null, unit, unitId: unitOf(unit) }] as const];
  });
  return {
    decisions: new Map(here),
    identityId: unitOf("identity"),
    anonId,
    sessionId,
    userId: userId ?? null,
    labels: label === null ? {} : { [label]: true },
    headers: headersOf({
      cookies: [
        // Set again with each new session, so that it outlives 400 days for whoever keeps coming.
        ...(anonId !== null && mayRemember && (known === undefined || session === undefined) ? [identityCookie(anonId, { secure })] : []),
        ...(session === undefined && mayRemember ? [sessionCookie(sessionId, { secure })] : []),
      ],
      preview: forced.size > 0,
    }),
  };
}

/** The experiments of a surface and, from wherever they are, those that they ask for. */
function neededOn(surface: string, all: readonly EnrolledExperiment[]): readonly EnrolledExperiment[] {
  const needed = new Set(all.filter((one) => one.surface === surface));
  for (const { prerequisites = [] } of needed) {
    const asked = prerequisites.map(({ expId }) => expId);
    for (const one of all) if (asked.includes(one.expId)) needed.add(one);
  }
  return [...needed];
}

function headersOf({ cookies, preview }: { readonly cookies: readonly string[]; readonly preview: boolean }): Enrolment["headers"] {
  const set = cookies.map((cookie) => ["set-cookie", cookie] as const);
  return preview ? [...set, ["cache-control", "no-store"], ["x-robots-tag", "noindex"]] : [...set, ["cache-control", "private"]];
}

function contextOf({ nowUs, killed, policy, groups, regex }: EnrolOptions): AssignmentContext {
  return {
    nowUs,
    ...(killed === undefined ? {} : { killed }),
    ...(policy === undefined ? {} : { policy }),
    ...(groups === undefined ? {} : { groups }),
    ...(regex === undefined ? {} : { regex }),
  };
}

async function decisionsOf(
  experiments: readonly EnrolledExperiment[],
  { unitId, context, options: { attributes, store } }: { readonly unitId: string | null; readonly context: AssignmentContext; readonly options: EnrolOptions },
): Promise<ReadonlyMap<string, Decision>> {
  const subject = { unitId, attributes, context };
  return store === undefined ? assignAll(experiments, subject) : assignSticky(experiments, { ...subject, store });
}

/** Variant by experiment id, of every `lp_preview` in the address that verifies. */
async function previewed(request: Request, { ring, nowUs }: EnrolOptions): Promise<ReadonlyMap<string, string>> {
  if (ring === undefined) return new Map();
  const texts = new URL(request.url).searchParams.getAll("lp_preview").slice(0, MAX_PREVIEWS);
  const verdicts = await Promise.all(texts.map((text) => verifyPreview(text, { ring, nowUs })));
  return new Map(verdicts.flatMap(({ preview }) => (preview === null ? [] : [[preview.expId, preview.variant] as const])));
}
