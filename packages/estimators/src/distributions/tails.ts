/** Which end of a distribution a share is counted from. */
export type Side = "lower" | "upper";

/** The other end. */
export function otherSide(side: Side): Side {
  return side === "lower" ? "upper" : "lower";
}

/**
 * Both tails of a distribution at one point, kept as the logarithm of the one that was computed directly.
 *
 * The other tail is derived from it only when asked for, so each keeps its relative accuracy (an upper tail of
 * 1e-40 is not lost in 1 - 1), logarithms stay finite after the tails themselves underflow, and nobody pays for a
 * form they do not read.
 */
export class Tails {
  readonly side: Side;
  /** Logarithm of the share on that side, at most 0. */
  readonly log: number;

  constructor(side: Side, log: number) {
    this.side = side;
    this.log = Math.min(0, log);
  }

  get lower(): number {
    return this.share("lower");
  }

  get upper(): number {
    return this.share("upper");
  }

  get logLower(): number {
    return this.logShare("lower");
  }

  get logUpper(): number {
    return this.logShare("upper");
  }

  share(side: Side): number {
    return side === this.side ? Math.exp(this.log) : -Math.expm1(this.log);
  }

  logShare(side: Side): number {
    return side === this.side ? this.log : logOneMinusExp(this.log);
  }
}

/** log(1 - e^x) for x <= 0; the switch at log 2 keeps both branches free of cancellation. */
function logOneMinusExp(x: number): number {
  return x > -Math.LN2 ? Math.log(-Math.expm1(x)) : Math.log1p(-Math.exp(x));
}
