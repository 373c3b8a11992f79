"""Simulated chances of a running experiment. Run: python3 mid-experiment.py > mid-experiment.json

`design` draws the units to come around the given effect, `observed` around an effect drawn from what the
data so far leave possible. Standard error of each chance at most 0.0008.
"""
import json
import sys
from statistics import NormalDist

import numpy

PATHS = 400_000


def chance(case, observed, random):
    t, end = case["units"], case["unitsAtEnd"]
    scale = case["standardError"] * numpy.sqrt(t)
    now = case["difference"] / scale
    sign = -1 if case["difference"] < 0 else 1
    effect = now + random.standard_normal(PATHS) / numpy.sqrt(t) if observed else sign * case["smallestEffect"] / scale
    looks = case.get("looks", 1)
    total, crossed = numpy.full(PATHS, now * t), numpy.zeros(PATHS, dtype=bool)
    for look in range(1, looks + 1):
        step = (end - t) / looks
        time = t + step * look
        total = total + effect * step + numpy.sqrt(step) * random.standard_normal(PATHS)
        if "looks" in case:
            tuning = (-2 * numpy.log(case["alpha"]) + numpy.log(1 - 2 * numpy.log(case["alpha"]))) / case["plannedUnits"]
            spread = time * tuning + 1
            limit = numpy.sqrt(2 * spread / tuning * numpy.log(numpy.sqrt(spread) / case["alpha"]))
        else:
            limit = NormalDist().inv_cdf(1 - case["alpha"] / 2) * numpy.sqrt(time)
        crossed |= numpy.abs(total) > limit
    return round(float(crossed.mean()), 4)


CASES = [
    dict(difference=0.002, standardError=0.002, units=40_000, unitsAtEnd=100_000, alpha=0.05, smallestEffect=0.004),
    dict(difference=-0.001, standardError=0.003, units=20_000, unitsAtEnd=100_000, alpha=0.05, smallestEffect=0.004),
    dict(difference=0.002, standardError=0.002, units=40_000, unitsAtEnd=100_000, alpha=0.05, smallestEffect=0.004, plannedUnits=60_000, looks=20),
    dict(difference=-0.001, standardError=0.003, units=20_000, unitsAtEnd=150_000, alpha=0.05, smallestEffect=0.004, plannedUnits=60_000, looks=13),
    dict(difference=0.5, standardError=0.9, units=900, unitsAtEnd=30_000, alpha=0.01, smallestEffect=0.7, plannedUnits=20_000, looks=30),
]
generator = numpy.random.default_rng(17)
print(json.dumps({
    "tool": f"Python {sys.version.split()[0]}, numpy {numpy.__version__}, {PATHS} walks, seed 17",
    "cases": [{**case, "design": chance(case, False, generator), "observed": chance(case, True, generator)} for case in CASES],
}, indent=2))
