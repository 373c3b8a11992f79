"""Group sequential boundaries and crossing probabilities at 30 digits, for group-sequential.json.

Made with Python 3 and mpmath 1.3.0:  python3 make-group-sequential.py > group-sequential.json
Panels of 20-point Gauss-Legendre over the continuation region, boundaries by secant steps on the exit
probability. reference.json has the same designs by rpact, which integrates by Newton-Cotes.
"""

import json
from mpmath import mp, mpf, erfc, erfinv, exp, findroot, log, sqrt, pi, e

mp.dps = 30


def upper(z):
    return erfc(z / sqrt(mpf(2))) / 2


def quantile_upper(p):
    return findroot(lambda z: log(upper(z)) - log(mpf(p)), (mpf(1), mpf(3)), tol=mpf(10) ** -26)


def legendre(count):
    nodes = []
    for i in range(count):
        x = mp.cos(pi * (i + mpf(3) / 4) / (count + mpf(1) / 2))
        for _ in range(8):
            a, b = mpf(1), mpf(0)
            for k in range(count):
                a, b = ((2 * k + 1) * x * a - k * b) / (k + 1), a
            slope = count * (x * a - b) / (x * x - 1)
            x -= a / slope
        nodes.append((x, 2 / ((1 - x * x) * slope * slope)))
    return nodes


RULE = legendre(20)


def panels(low, high, width):
    count = int(mp.ceil((high - low) / width))
    half = (high - low) / count / 2
    return [(low + half * (2 * k + 1 + x), w * half) for k in range(count) for x, w in RULE]


class Walk:
    """Score of an experiment that goes on, as (point, mass) pairs."""

    def __init__(self, sides, drift=0):
        self.sides, self.drift, self.t, self.mass = sides, mpf(drift), mpf(0), [(mpf(0), mpf(1))]

    def exits(self, t, critical, side):
        deviation = sqrt(t - self.t)
        limit = critical * sqrt(t)
        gain = self.drift * (t - self.t)
        return sum(m * upper((limit - side * (x + gain)) / deviation) for x, m in self.mass)

    def go_on(self, t, critical, following):
        gained = t - self.t
        high = critical * sqrt(t)
        low = -high if self.sides == 2 else -12 * sqrt(t)
        scale = 1 / sqrt(2 * pi * gained)
        width = 2 * sqrt(min(gained, following - t))
        gain = self.drift * gained
        self.mass = [
            (y, w * scale * sum(m * exp(-((y - gain - x) ** 2) / (2 * gained)) for x, m in self.mass))
            for y, w in panels(low, high, width)
        ]
        self.t = t


def spent(spending, alpha, t):
    if spending == "lan-demets-obrien-fleming":
        return 2 * upper(quantile_upper(alpha / 2) / sqrt(t)) if t < 1 else alpha
    if spending == "lan-demets-pocock":
        return alpha * log(1 + (e - 1) * t)
    return alpha * t ** spending["power"]


def spending_boundaries(alpha, sides, spending, fractions):
    walk, used, result = Walk(sides), mpf(0), []
    for k, t in enumerate(fractions):
        allowed = spent(spending, alpha / sides, t)
        start = quantile_upper(allowed - used)
        critical = findroot(
            lambda c: log(walk.exits(t, c, 1) / (allowed - used)), (start, start - mpf("0.01")), tol=mpf(10) ** -22
        )
        used = allowed
        result.append((critical, used * sides))
        if k + 1 < len(fractions):
            walk.go_on(t, critical, fractions[k + 1])
    return result


def crossings(critical, sides, fractions, drift=0):
    walk, result = Walk(sides, drift), []
    for k, t in enumerate(fractions):
        result.append((walk.exits(t, critical[k], 1), walk.exits(t, critical[k], -1) if sides == 2 else mpf(0)))
        if k + 1 < len(fractions):
            walk.go_on(t, critical[k], fractions[k + 1])
    return result


def classical_boundaries(alpha, sides, shape, fractions):
    def at(constant):
        return [constant / (sqrt(t) if shape == "obrien-fleming" else 1) for t in fractions]

    def excess(constant):
        return log(sum(a + b for a, b in crossings(at(constant), sides, fractions)) / alpha)

    low, high = quantile_upper(alpha / sides), quantile_upper(alpha / sides / len(fractions))
    constant = findroot(excess, (low, high), tol=mpf(10) ** -18)
    total, result = mpf(0), []
    for critical, (a, b) in zip(at(constant), crossings(at(constant), sides, fractions)):
        total += a + b
        result.append((critical, total))
    return result


def text(value):
    return mp.nstr(value, 18)


def parse(fractions):
    return [mpf(f) for f in fractions]


FIVE = ["0.2", "0.4", "0.6", "0.8", "1"]
DESIGNS = [
    ("obrien-fleming", FIVE),
    ("pocock", FIVE),
    ("lan-demets-obrien-fleming", FIVE),
    ("lan-demets-pocock", FIVE),
    ("lan-demets-obrien-fleming", ["0.2", "0.5", "0.75", "1"]),
    ({"power": 2}, ["0.05", "0.3", "0.35", "1"]),
]
cases = []
for spending, fractions in DESIGNS:
    for alpha, sides in (("0.05", 2), ("0.025", 1), ("0.001", 2)):
        make = classical_boundaries if spending in ("obrien-fleming", "pocock") else spending_boundaries
        found = make(mpf(alpha), sides, spending, parse(fractions))
        cases.append(
            {
                "kind": "boundaries",
                "alpha": float(alpha),
                "sides": sides,
                "spending": spending,
                "informationFractions": [float(f) for f in fractions],
                "critical": [text(c) for c, _ in found],
                "spentAlpha": [text(s) for _, s in found],
            }
        )
for looks in (2, 3, 4, 5, 10, 20):
    fractions = [mpf(k + 1) / looks for k in range(looks)]
    q = quantile_upper(mpf("0.025"))
    total = sum(a + b for a, b in crossings([q] * looks, 2, fractions))
    cases.append({"kind": "peeking", "alpha": 0.05, "looks": looks, "errorRate": text(total)})
for drift in ("2.8", "-1"):
    found = crossings([mpf(3), mpf("2.5"), mpf(2)], 2, parse(["0.25", "0.6", "1"]), mpf(drift))
    cases.append(
        {
            "kind": "crossing",
            "information": [0.25, 0.6, 1],
            "critical": [3, 2.5, 2],
            "finalMean": float(drift),
            "above": [text(a) for a, _ in found],
            "below": [text(b) for _, b in found],
        }
    )

print(json.dumps({"madeWith": "make-group-sequential.py, Python 3, mpmath 1.3.0", "cases": cases}, indent=1))
