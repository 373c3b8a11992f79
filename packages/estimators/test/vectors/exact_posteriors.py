"""What two beta posteriors say of each other, by Gauss-Legendre quadrature over the logit at 60 digits."""

from exact_tails import beta_tails
from mpmath import exp, log, loggamma, mp, mpf, sqrt
from mpmath.calculus.quadrature import GaussLegendre

# 48 nodes of each panel.
NODES = GaussLegendre(mp).calc_nodes(5, 200)
PANELS = 24
NEGLIGIBLE = mpf(10) ** -45


def reach(a, b):
    """The stretch of the logit outside of which a posterior has no weight that counts."""
    center, deviation = log(a / b), sqrt(1 / a + 1 / b)
    return center - max(16 * deviation, 90 / a), center + max(16 * deviation, 90 / b)


def tails(x, shapes):
    if x <= 0:
        return mpf(0), mpf(1)
    return (mpf(1), mpf(0)) if x >= 1 else beta_tails(x, *shapes)


def compare_posteriors(control, treatment, rope):
    (low, high), (low_treatment, high_treatment) = reach(*control), reach(*treatment)
    first, last = min(low, low_treatment), max(high, high_treatment)
    stops = [first + (last - first) * k / PANELS for k in range(PANELS + 1)] + [log(rope / (1 - rope)), log((1 - rope) / rope)]
    stops = sorted(stop for stop in stops if first <= stop <= last)
    a, b = control
    normalizer = loggamma(a + b) - loggamma(a) - loggamma(b)
    above = below = far_above = far_below = loss_treatment = loss_control = mpf(0)
    for start, end in zip(stops, stops[1:]):
        half = (end - start) / 2
        for node, weight in NODES:
            u = start + half * (node + 1)
            x, rest = 1 / (1 + exp(-u)), 1 / (1 + exp(u))
            step = weight * half
            mass = step * exp(normalizer + a * log(x) + b * log(rest))
            lower, upper = tails(x, treatment)
            lower_control, upper_control = tails(x, control)
            loss_treatment += step * x * rest * lower * upper_control
            loss_control += step * x * rest * upper * lower_control
            if mass < NEGLIGIBLE:
                continue
            above += mass * upper
            below += mass * lower
            far_above += mass * tails(x + rope, treatment)[1]
            far_below += mass * tails(x - rope, treatment)[0]
    return {
        "treatmentBetter": above,
        "controlBetter": below,
        "lossOfTreatment": loss_treatment,
        "lossOfControl": loss_control,
        "means": [control[0] / sum(control), treatment[0] / sum(treatment)],
        "aboveRope": far_above,
        "belowRope": far_below,
        "withinRope": above + below - far_above - far_below,
    }
