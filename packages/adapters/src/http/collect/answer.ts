/** An answer in JSON that no cache keeps. */
export function answer(status: number, body: object, retryAfterSeconds?: number): Response {
  const headers = { "cache-control": "no-store", ...(retryAfterSeconds === undefined ? {} : { "retry-after": `${retryAfterSeconds}` }) };
  return Response.json(body, { status, headers });
}
