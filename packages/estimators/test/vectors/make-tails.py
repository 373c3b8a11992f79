"""Tails of the normal, t, chi-square and beta distributions at 60 digits, for tails.json.

Made with Python 3 and mpmath 1.3.0:  python3 make-tails.py > tails.json
The tails of exact_tails.py are checked here against mpmath's own betainc and gammainc wherever the shapes allow those.
"""

import json
from exact_tails import beta_tails, gamma_tails
from mpmath import mp, mpf, betainc, gammainc


def text(value):
    return mp.nstr(value, 22, min_fixed=1, max_fixed=0)


def check(ours, theirs):
    assert abs(ours / theirs - 1) < mpf(10) ** -25, (ours, theirs)


rows = []


def add(kind, arguments, tails):
    lower, upper = tails
    rows.append({"kind": kind, **arguments, "lower": text(lower), "upper": text(upper)})


SCORES = [-37, -20, -9, -5, -2.5, -1, -0.25, 0.01, 0.5, 1.7, 3.3, 6.5, 12, 25, 37]

for z in SCORES:
    half = gamma_tails(mpf(1) / 2, mpf(z) ** 2 / 2)[1] / 2
    add("normal", {"z": z}, (half, 1 - half) if z < 0 else (1 - half, half))

for df in [0.5, 1, 1.5, 2, 3, 4.7, 10, 29.3, 100, 1000, 12345.678, 1e5, 1e6, 1e7]:
    for t in [0.001, 0.3, 1, 1.96, 3.7, 8, 20, 36, 1e4, 1e30]:
        x = mpf(df) / (mpf(df) + mpf(t) ** 2)
        outside, inside = beta_tails(x, mpf(df) / 2, mpf(1) / 2)
        if outside < mpf(10) ** -305:
            continue
        add("student-t", {"t": t, "df": df}, (1 - outside / 2, outside / 2))

for df in [0.5, 1, 2, 3, 4, 9, 50, 1e3, 1e5, 1e7]:
    for z in SCORES:
        # Wilson and Hilferty's approximation only places the points.
        root = 1 - 2 / (9 * df) + z * (2 / (9 * df)) ** 0.5
        x = float(df * root**3) if root > 0 else float(df * 10.0 ** (2 * z))
        lower, upper = gamma_tails(mpf(df) / 2, mpf(x) / 2)
        if min(lower, upper) < mpf(10) ** -305:
            continue
        if df <= 50 and upper > mpf(10) ** -100:
            check(upper, gammainc(mpf(df) / 2, mpf(x) / 2, mp.inf, regularized=True))
        add("chi-square", {"x": x, "df": df}, (lower, upper))

SHAPES = [(0.5, 0.5), (1, 1), (0.5, 3), (2, 3), (5, 0.7), (11, 91), (101, 901), (301, 9701), (1001, 9001)]
SHAPES += [(0.5, 1e5), (2, 1e6), (5001, 95001), (52341, 947661), (1e6, 1e6), (1e5, 1e7), (1e3, 1e8), (1e8, 1e8)]
for a, b in SHAPES:
    mean = a / (a + b)
    deviation = (1 / a + 1 / b) ** 0.5
    for z in SCORES:
        odds = a / b * 2.718281828459045 ** (z * deviation)
        x = odds / (1 + odds)
        if not 0 < x < 1:
            continue
        lower, upper = beta_tails(mpf(x), mpf(a), mpf(b))
        if min(lower, upper) < mpf(10) ** -305:
            continue
        if a + b < 200:
            check(lower, betainc(mpf(a), mpf(b), 0, mpf(x), regularized=True))
        add("beta", {"x": x, "a": a, "b": b}, (lower, upper))

print(json.dumps({"madeWith": "make-tails.py, Python 3, mpmath 1.3.0, 60 digits", "cases": rows}, indent=0))
