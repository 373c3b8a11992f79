"""Two rates by other programs, for exact-rates.json.

Made with Python 3, SciPy 1.17.1 and mpmath 1.3.0:  python3 make-exact-rates.py > exact-rates.json
"score": the score test of a difference of -margin, the restricted likelihood maximized by bisection.
"barnard": the largest probability, over the shared rate, of tables as far out by the pooled score, from all of them at
30 digits on a grid of 4,000 rates, then by golden section around the three best; SciPy's barnard_exact beside it.
"""

import json
from mpmath import mp, mpf, binomial, sqrt
from scipy.stats import barnard_exact

mp.dps = 30


def score_case(control, treatment, margin):
    (xc, nc), (xt, nt) = control, treatment
    difference = -mpf(margin)

    def slope(rate):
        other = rate + difference
        return xc / rate - (nc - xc) / (1 - rate) + xt / other - (nt - xt) / (1 - other)

    low, high = max(mpf(0), -difference) + mpf(10) ** -20, min(mpf(1), 1 - difference) - mpf(10) ** -20
    for _ in range(90):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    other = low + difference
    statistic = (mpf(xt) / nt - mpf(xc) / nc - difference) / sqrt(low * (1 - low) / nc + other * (1 - other) / nt)
    return {"kind": "score", "control": control, "treatment": treatment, "margin": float(margin), "statistic": mp.nstr(statistic, 18)}


def far_tables(control, treatment):
    (xc, nc), (xt, nt) = control, treatment

    def square(i, j):
        """The squared score over a common factor, as a fraction of whole numbers."""
        return (i * nt - j * nc) ** 2, (i + j) * (nc + nt - i - j)

    top, bottom = square(xc, xt)
    return [
        (i, j)
        for i in range(nc + 1)
        for j in range(nt + 1)
        if 0 < i + j < nc + nt and square(i, j)[0] * bottom >= top * square(i, j)[1]
    ]


def barnard_case(control, treatment):
    nc, nt = control[1], treatment[1]
    by_total = {}
    for i, j in far_tables(control, treatment):
        by_total[i + j] = by_total.get(i + j, 0) + int(binomial(nc, i)) * int(binomial(nt, j))

    def probability(rate):
        return sum(ways * rate**total * (1 - rate) ** (nc + nt - total) for total, ways in by_total.items())

    grid = [mpf(k) / 8000 for k in range(1, 4001)]
    quick = [float(sum(ways * float(r) ** t * (1 - float(r)) ** (nc + nt - t) for t, ways in by_total.items())) for r in grid]
    peaks = sorted(range(4000), key=lambda k: -quick[k])[:3]
    golden = (sqrt(mpf(5)) - 1) / 2
    best = mpf(0)
    for k in peaks:
        low, high = grid[max(0, k - 1)], grid[min(3999, k + 1)]
        for _ in range(70):
            a, b = high - golden * (high - low), low + golden * (high - low)
            if probability(a) < probability(b):
                low = a
            else:
                high = b
        best = max(best, probability((low + high) / 2))
    table = [[control[0], treatment[0]], [nc - control[0], nt - treatment[0]]]
    return {
        "kind": "barnard",
        "control": control,
        "treatment": treatment,
        "pValue": mp.nstr(best, 18),
        "scipy": float(barnard_exact(table, pooled=True, n=256).pvalue),
    }


cases = [
    score_case([300, 10000], [95, 2500], "0.005"),
    score_case([120, 200], [110, 210], "0.1"),
    score_case([5, 120], [9, 130], "0.08"),
    barnard_case([7, 15], [12, 15]),
    barnard_case([1, 9], [8, 11]),
    barnard_case([0, 10], [3, 12]),
    barnard_case([3, 100], [6, 40]),
    barnard_case([12, 80], [24, 90]),
    barnard_case([20, 20], [16, 25]),
]
print(json.dumps({"madeWith": "make-exact-rates.py, Python 3, SciPy 1.17.1, mpmath 1.3.0", "cases": cases}, indent=1))
