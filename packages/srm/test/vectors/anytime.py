"""Reference values of the anytime-valid split test at 60 digits. Run: python3 anytime.py > anytime.json"""
import json
from mpmath import exp, log, loggamma, mp, mpf, nstr, __version__

mp.dps = 60
CONCENTRATIONS = [100, 1000, 10000, 100000]


def log_bayes_factor(observed, weights, k):
    weights = [mpf(w) / sum(weights) for w in weights]
    n = sum(observed)
    rising = sum(loggamma(k * w + o) - loggamma(k * w) for o, w in zip(observed, weights))
    return loggamma(k) - loggamma(k + n) + rising - sum(o * log(w) for o, w in zip(observed, weights))


def anytime(observed, weights, ks):
    evidence = sum(exp(log_bayes_factor(observed, weights, k)) for k in ks) / len(ks)
    return min(mpf(1), 1 / evidence)


def number(value):
    return float(nstr(value, 20))


MIXED = [
    ([5200, 4800], [1, 1]), ([44700, 45489], [1, 1]), ([510000, 490000], [1, 1]), ([9200, 800], [9, 1]),
    ([50, 0], [1, 1]), ([49, 0], [1, 1]), ([10000, 10200, 9500], [1, 1, 1]), ([5012, 4988], [1, 1]),
    ([3, 1], [1, 1]), ([999, 1], [999, 1]), ([48_000_000, 52_000_000], [12, 13]), ([1, 2, 3, 4], [1, 2, 3, 4]),
]
SINGLE = [
    ([5200, 4800], [1, 1], 10000), ([5012, 4988], [1, 1], 10000),
    ([3400, 3300, 3200], [1, 1, 1], 10000), ([912, 88], [9, 1], 100), ([510000, 490000], [1, 1], 1),
]
print(json.dumps({
    "tool": f"Python mpmath {__version__}, 60 digits",
    "mixture": [
        {"observed": o, "weights": w, "anytimePValue": number(anytime(o, w, CONCENTRATIONS))} for o, w in MIXED
    ],
    "single": [
        {"observed": o, "weights": w, "concentration": k, "logBayesFactor": number(log_bayes_factor(o, w, k)),
         "anytimePValue": number(anytime(o, w, [k]))} for o, w, k in SINGLE
    ],
}, indent=2))
