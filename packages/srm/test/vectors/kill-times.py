"""When the guard kills, by exact recursion over every count after every unit. Run: python3 kill-times.py > kill-times.json

Written apart from the package, in floating point: state is the count of the first arm and how small the
running anytime p has become (not yet below 1e-3, below 1e-3, below 1e-6).
"""
import json
import sys
from math import exp, lgamma, log

import numpy

CONCENTRATIONS = [100, 1000, 10000, 100000]


def recursion(promised, true, horizon, marks):
    """P(killed) by each mark, and the number of units by which half are killed."""
    start = [lgamma(k) - lgamma(k * promised) - lgamma(k * (1 - promised)) for k in CONCENTRATIONS]

    def log_evidence(a, n):
        fixed = a * log(promised) + (n - a) * log(1 - promised)
        logs = [s - lgamma(k + n) + lgamma(k * promised + a) + lgamma(k * (1 - promised) + n - a) - fixed
                for s, k in zip(start, CONCENTRATIONS)]
        top = max(logs)
        return top + log(sum(exp(one - top) for one in logs) / len(logs))

    limits = [log(1e3), log(1e6)]
    upper = [1, 1]  # least count above the promise with enough evidence
    lower = [-1, -1]  # greatest count below it
    low, mass = 0, numpy.array([[1.0], [0.0], [0.0]])
    killed, median, found = 0.0, None, {}
    for n in range(1, horizon + 1):
        grown = numpy.zeros((3, mass.shape[1] + 1))
        grown[:, 1:] = mass * true
        grown[:, :-1] += mass * (1 - true)
        mass = grown
        for level, limit in enumerate(limits):
            while upper[level] <= n and log_evidence(upper[level], n) <= limit:
                upper[level] += 1
            while lower[level] < n * promised and log_evidence(lower[level] + 1, n) > limit:
                lower[level] += 1
            above, below = max(0, upper[level] - low), lower[level] + 1 - low
            for part in (slice(above, None), slice(0, max(0, below))):
                mass[level + 1, part] += mass[: level + 1, part].sum(axis=0)
                mass[: level + 1, part] = 0
        if mass[1:].sum() > 0:
            middle = n * promised
            near = 0.01 * n * min(promised, 1 - promised) - 1e-9 * n
            counts = numpy.arange(low, low + mass.shape[1])
            distance = numpy.abs(counts - middle)
            over, off = distance > 0.02 * n + 1e-9 * n, distance >= near
            killed += mass[1, over].sum() + mass[2, over | off].sum()
            mass[1, over] = 0
            mass[2, over | off] = 0
        if median is None and killed >= 0.5:
            median = n
            if not [mark for mark in marks if mark > n]:
                break
        if n in marks:
            found[str(n)] = killed
        if n % 64 == 0:
            keep = numpy.flatnonzero(mass.sum(axis=0) > 1e-22)
            if len(keep) == 0:
                break
            mass, low = mass[:, keep[0]: keep[-1] + 1], low + int(keep[0])
    return {"promised": promised, "true": true, "killedBy": found, "medianUnits": median}


CASES = [
    (0.5, 0.45, 4000, [500, 1000, 2000, 4000]), (0.5, 0.48, 30_000, [5000]), (0.5, 0.49, 100_000, [20_000]),
    (0.5, 0.5, 1_000_000, [250, 2500, 100_000, 1_000_000]), (0.9, 0.9, 1_000_000, [250, 2500, 100_000, 1_000_000]),
]
print(json.dumps({
    "tool": f"Python {sys.version.split()[0]}, numpy {numpy.__version__}",
    "cases": [recursion(*case) for case in CASES],
}, indent=2))
