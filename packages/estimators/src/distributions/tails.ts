/** Which end of a distribution a share is counted from. */
export type Side = "lower" | "upper";

/** A scale below this underflows, or loses digits, as a number of its own. */
const SMALLEST_LOG_SCALE = -690;

/**
 * Both tails of a distribution at one point, kept as the one that was computed directly: a factor and the logarithm
 * of its scale.
 *
 * The other tail and the logarithms are derived only when asked for. So each tail keeps its relative accuracy (an
 * upper tail of 1e-40 is not lost in 1 - 1), logarithms stay finite after the tails themselves underflow, and nobody
 * pays for a form they do not read.
 */
export class Tails {
  readonly side: Side;
  readonly factor: number;
  readonly logScale: number;

  /** The tail on `side` is factor times e to the logScale. */
  constructor(side: Side, factor: number, logScale: number) {
    this.side = side;
    this.factor = factor;
    this.logScale = logScale;
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
    const { factor, logScale } = this;
    const near = logScale > SMALLEST_LOG_SCALE ? Math.min(1, Math.exp(logScale) * factor) : Math.exp(this.logNear());
    return side === this.side ? near : 1 - near;
  }

  logShare(side: Side): number {
    return side === this.side ? this.logNear() : Math.log1p(-this.share(this.side));
  }

  /** The upper tail halved and put on a side: what lies out there of a distribution that is symmetric about 0. */
  halved(side: Side): Tails {
    return this.side === "upper" ? new Tails(side, this.factor / 2, this.logScale) : new Tails(side, this.upper / 2, 0);
  }

  private logNear(): number {
    return Math.min(0, this.logScale + Math.log(this.factor));
  }
}
