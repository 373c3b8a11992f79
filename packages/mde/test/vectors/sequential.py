"""Simulated cost of reading a confidence sequence at every look. Run: python3 sequential.py > sequential.json

Finds, over common random walks, how many times the single-look units it takes until the sequence has
excluded zero at one of the looks with the asked power. Standard error of each factor about 0.004.
"""
import json
import sys
from statistics import NormalDist

import numpy

PATHS = 200_000


def inflation(alpha, power, looks, seed):
    walks = numpy.random.default_rng(seed).standard_normal((PATHS, looks), dtype=numpy.float32).cumsum(axis=1)
    drift = NormalDist().inv_cdf(1 - alpha / 2) + NormalDist().inv_cdf(power)
    tuning = -2 * numpy.log(alpha) + numpy.log(1 - 2 * numpy.log(alpha))

    def crossing(horizon):
        step = horizon / looks
        time = step * numpy.arange(1, looks + 1)
        spread = time * tuning + 1
        boundary = numpy.sqrt(2 * spread / tuning * numpy.log(numpy.sqrt(spread) / alpha))
        return (numpy.abs(walks * numpy.sqrt(step) + drift * time) > boundary).any(axis=1).mean()

    low, high = 0.5, 5.0
    for _ in range(14):
        middle = (low + high) / 2
        low, high = (middle, high) if crossing(middle) < power else (low, middle)
    return (low + high) / 2


CASES = [(0.05, 0.8, 100), (0.05, 0.9, 100), (0.01, 0.8, 28), (0.05, 0.8, 14), (0.025, 0.9, 1)]
print(json.dumps({
    "tool": f"Python {sys.version.split()[0]}, numpy {numpy.__version__}, {PATHS} walks, seed 7",
    "cases": [{"alpha": a, "power": p, "looks": k, "inflation": round(inflation(a, p, k, 7), 4)} for a, p, k in CASES],
}, indent=2))
