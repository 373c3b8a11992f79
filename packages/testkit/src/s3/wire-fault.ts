/**
 * What the proxy does to one request.
 *
 * - `throttle`, `conflict`, `skew`: answers 503 SlowDown, 409, or 403 RequestTimeTooSkewed itself; the store never hears of it.
 * - `reset_before`: takes half the body, then breaks the connection; `reset_midway`: passes half the body on first, and nothing where there is no body.
 * - `error_after`, `reset_after`: the store does it, and the client is told 500, or nothing.
 * - `cut_answer`: half the answer's body, then a broken connection.
 * - `slow`: body and answer in small pieces.
 * - `hang`: no answer until the client gives up; `hang_after`: the store does it first.
 */
export type WireFault = "throttle" | "conflict" | "skew" | "reset_before" | "reset_midway" | "error_after" | "reset_after" | "cut_answer" | "slow" | "hang" | "hang_after";
