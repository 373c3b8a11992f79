import type { Page } from "./page.ts";
import { parsed } from "./parsed.ts";

/** What a unit was given in one experiment, in the names of the wire. */
export interface PageAssignment {
  readonly variant: string;
  /** What is shown once the experiment is killed. */
  readonly control?: string;
  /** 1 when absent. */
  readonly phase?: number;
  /** Only `assigned`, `sticky` or none at all are exposed. */
  readonly reason?: string;
  readonly bucket?: number | null;
  readonly hash_version?: number;
  /** Where the experiment assigns by another id than the page's: that id, which its exposures carry. */
  readonly unit_id?: string | undefined;
  readonly unit_type?: string | undefined;
}

/** What the server tells the page, in the HTML as `<script type="application/json" id="liftproof">`. Nothing of it is required. */
export interface PageData {
  readonly anon_id?: string;
  readonly user_id?: string;
  /** Whom experiments assign; without `anon_id` and `user_id` it is the anonymous id. */
  readonly unit_id?: string;
  readonly unit_type?: string;
  readonly session_id?: string;
  readonly assignments?: Readonly<Record<string, PageAssignment>>;
  /** Experiments that are off. */
  readonly kill?: readonly string[];
  /** There only when a redirect with a fresh click token led to this very load; `activated` when a person's gesture caused it (`Sec-Fetch-User: ?1`). */
  readonly landing?: { readonly activated: boolean };
}

/** The data block of the page; empty when there is none or it is no JSON. */
export function readPageData({ document }: Page): PageData {
  return parsed<PageData>(document?.getElementById("liftproof")?.textContent) ?? {};
}
