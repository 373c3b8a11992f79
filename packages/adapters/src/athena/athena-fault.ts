import { statusOf } from "../s3/s3-fault.ts";

/**
 * What a failed request to Athena means.
 *
 * - `busy`: as many queries as the account may have are queued or running; that lasts minutes.
 * - `throttled`: too many requests in this second.
 * - `unreachable`: no answer, or one that does not say whether the request was carried out.
 * - `denied`, `bad_keys`, `absent`, `metadata`, `refused`: asking again changes nothing.
 */
export type AthenaFault = "busy" | "throttled" | "unreachable" | "denied" | "bad_keys" | "absent" | "metadata" | "refused";

const byName: Readonly<Record<string, AthenaFault>> = {
  TooManyRequestsException: "busy",
  Throttling: "throttled",
  ThrottlingException: "throttled",
  RequestLimitExceeded: "throttled",
  AccessDeniedException: "denied",
  AccessDenied: "denied",
  CredentialsProviderError: "bad_keys",
  ExpiredTokenException: "bad_keys",
  InvalidSignatureException: "bad_keys",
  UnrecognizedClientException: "bad_keys",
  ResourceNotFoundException: "absent",
  MetadataException: "metadata",
  InvalidRequestException: "refused",
  ValidationException: "refused",
};

/** Reads what a request failed with. */
export function athenaFault(cause: unknown): AthenaFault {
  const known = byName[cause instanceof Error ? cause.name : ""];
  if (known !== undefined) return known;
  const status = statusOf(cause);
  if (status === 403) return "denied";
  if (status === 429) return "throttled";
  return status === undefined || status >= 500 || status < 300 ? "unreachable" : "refused";
}
