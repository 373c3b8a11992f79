"""Score intervals of two rates at 40 digits, for intervals.json.

Made with Python 3 and mpmath 1.3.0:  python3 make-intervals.py > intervals.json
Mee and Koopman intervals by bisection on their definition, the restricted likelihood maximized by bisection.
"""

import json
from mpmath import mp, mpf, erfc, erfinv, sqrt

mp.dps = 40
Q = sqrt(2) * erfinv(mpf("0.95"))


def text(value):
    return mp.nstr(value, 20, min_fixed=1, max_fixed=0)


def bisect(f, low, high, digits=34):
    f_low = f(low)
    while high - low > mpf(10) ** -digits * (1 + abs(low)):
        middle = (low + high) / 2
        if (f(middle) > 0) == (f_low > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def restricted(xc, nc, xt, nt, treatment_of, slope, low, high):
    """Control rate that maximizes the likelihood along treatment = treatment_of(control)."""

    def score(p):
        q = treatment_of(p)
        return (xc / p if xc else 0) - ((nc - xc) / (1 - p) if nc > xc else 0) + slope * (
            (xt / q if xt else 0) - ((nt - xt) / (1 - q) if nt > xt else 0)
        )

    edge = mpf(10) ** -38
    low, high = low + edge, high - edge
    if score(low) <= 0:
        return low
    return bisect(score, low, high)


def mee(xc, nc, xt, nt):
    observed = mpf(xt) / nt - mpf(xc) / nc

    def z(d):
        p = restricted(xc, nc, xt, nt, lambda c: c + d, 1, max(mpf(0), -d), min(mpf(1), 1 - d))
        q = p + d
        return (observed - d) / sqrt(q * (1 - q) / nt + p * (1 - p) / nc)

    return (
        bisect(lambda d: z(d) - Q, mpf(-1) + mpf(10) ** -20, observed, 22),
        bisect(lambda d: z(d) + Q, observed, mpf(1) - mpf(10) ** -20, 22),
    )


def koopman(xc, nc, xt, nt):
    observed = (mpf(xt) / nt) / (mpf(xc) / nc)

    def u(r):
        p = restricted(xc, nc, xt, nt, lambda c: r * c, r, mpf(0), min(mpf(1), 1 / r))
        q = r * p
        return (mpf(xt) / nt - r * mpf(xc) / nc) / sqrt(q * (1 - q) / nt + r * r * p * (1 - p) / nc)

    return (
        bisect(lambda r: u(r) - Q, mpf(10) ** -12, observed, 22) - 1,
        bisect(lambda r: u(r) + Q, observed, observed * 1000, 22) - 1,
    )


cases = []
for xc, nc, xt, nt in [
    (300, 10000, 90, 2500), (3, 50000, 11, 50000), (0, 1000, 5, 1000),
    (18, 900, 6, 100), (14, 28, 16, 30), (997, 1000, 985, 1000),
]:
    z = (mpf(xt) / nt - mpf(xc) / nc) / sqrt(mpf(xc + xt) / (nc + nt) * (1 - mpf(xc + xt) / (nc + nt)) * (mpf(1) / nc + mpf(1) / nt))
    case = {"kind": "score", "control": [xc, nc], "treatment": [xt, nt], "pValue": text(erfc(abs(z) / sqrt(2))), "interval": [text(v) for v in mee(xc, nc, xt, nt)]}
    case["liftInterval"] = [text(v) for v in koopman(xc, nc, xt, nt)] if xc else "unbounded"
    cases.append(case)
print(json.dumps({"madeWith": "make-intervals.py, Python 3, mpmath 1.3.0", "alpha": 0.05, "cases": cases}, indent=1))
