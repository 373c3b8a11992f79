"""Which of several beta posteriors is highest, at 16 digits, for best-arms.json.

Made with Python 3 and mpmath 1.3.0:  python3 make-best-arms.py > best-arms.json
The density of an arm times the distribution functions of the others, and the distribution function of an arm times
the chance that another one is higher, by mpmath's quad over the log-odds.
"""

import json
from mpmath import mp, mpf, beta, betainc, exp, fprod, log, quad, sqrt

mp.dps = 22


def beliefs(arms, prior):
    shapes = [(mpf(prior[0]) + x, mpf(prior[1]) + n - x) for x, n in arms]
    stops = set()
    for a, b in shapes:
        stops |= {log(a / b) + k * sqrt(1 / a + 1 / b) for k in (-20, -8, -4, -1, 1, 4, 8, 20)}
        stops |= {log(a / b) - 60 / a, log(a / b) + 60 / b}
    stops = sorted(stops)

    def below(u, i):
        return betainc(*shapes[i], 0, 1 / (1 + exp(-u)), regularized=True)

    def density(u, i):
        a, b = shapes[i]
        return exp(-a * log(1 + exp(-u)) - b * log(1 + exp(u))) / beta(a, b)

    found = []
    for i in range(len(shapes)):
        others = [j for j in range(len(shapes)) if j != i]
        best = quad(lambda u: density(u, i) * fprod(below(u, j) for j in others), stops, maxdegree=5)
        loss = quad(
            lambda u: below(u, i) * (1 - fprod(below(u, j) for j in others)) * exp(-u) / (1 + exp(-u)) ** 2,
            stops,
            maxdegree=5,
        )
        found.append({"probabilityBest": mp.nstr(best, 16), "expectedLoss": mp.nstr(loss, 16)})
    return {"arms": arms, "prior": [float(p) for p in prior], "beliefs": found}


cases = [
    beliefs([[100, 1000], [130, 1000], [120, 1000]], ["0.5", "0.5"]),
    beliefs([[1, 9], [40, 700], [0, 3]], ["1", "1"]),
]
print(json.dumps({"madeWith": "make-best-arms.py, Python 3, mpmath 1.3.0", "cases": cases}, indent=1))
