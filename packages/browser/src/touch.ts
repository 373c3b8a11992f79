/** Where a visit came from, in the names of the wire, so that it can go into any event or order as it is. */
export interface Touch {
  readonly utm_source?: string;
  readonly utm_medium?: string;
  readonly utm_campaign?: string;
  /** The name of the click id's parameter, such as `gclid`. */
  readonly click_id_kind?: string;
  readonly click_token?: string;
  /** Scheme and host of another site's page that linked here. */
  readonly referrer?: string;
  readonly payload?: TouchDetails;
}

/** What is kept of a visit's address without a column of its own. */
export interface TouchDetails {
  readonly utm_term?: string;
  readonly utm_content?: string;
  readonly utm_id?: string;
  readonly click_id?: string;
}
