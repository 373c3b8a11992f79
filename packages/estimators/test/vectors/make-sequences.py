"""Makes sequences.json: boundaries, p-values and intervals of confidence sequences, solved with mpmath from their definitions.

Run: python3 make-sequences.py > sequences.json
"""
import json
import mpmath as mp
from mpmath import mpf

mp.mp.dps = 40

def tuning(level, planned):
    return (-2 * mp.log(level) + mp.log(1 - 2 * mp.log(level))) / planned

def two_sided(units, alpha, planned):
    v = units * tuning(alpha, planned)
    return mp.sqrt(2 * (1 + v) / v * (mp.log(1 + v) / 2 - mp.log(alpha)))

def one_sided(units, alpha, planned):
    v = units * tuning(2 * alpha, planned)
    return mp.sqrt(2 * (1 + v) / v * mp.log(1 + mp.sqrt(1 + v) / (2 * alpha)))

def bisect(f, low, high):
    """A root of an increasing or decreasing f between two points of different sign."""
    rising = f(high) > 0
    for _ in range(200):
        middle = (low + high) / 2
        if (f(middle) > 0) == rising: high = middle
        else: low = middle
    return (low + high) / 2

def restricted(control, treatment, difference):
    """Likeliest control rate when the treatment's is that plus the difference."""
    (xc, nc), (xt, nt) = control, treatment
    low, high = max(mpf(0), -difference), min(mpf(1), 1 - difference)
    tiny = mpf(10) ** -35
    score = lambda p: xc / p - (nc - xc) / (1 - p) + xt / (p + difference) - (nt - xt) / (1 - p - difference)
    return bisect(score, low + tiny, high - tiny)

def z_of_difference(control, treatment, difference):
    (xc, nc), (xt, nt) = control, treatment
    p = restricted(control, treatment, difference)
    spread = (p + difference) * (1 - p - difference) / nt + p * (1 - p) / nc
    return (xt / nt - xc / nc - difference) / mp.sqrt(spread)

def z_of_ratio(control, treatment, ratio):
    (xc, nc), (xt, nt) = control, treatment
    tiny = mpf(10) ** -35
    score = lambda p: (xc + xt) / p - (nc - xc) / (1 - p) - ratio * (nt - xt) / (1 - ratio * p)
    p = bisect(score, tiny, min(mpf(1), 1 / ratio) - tiny)
    spread = ratio * p * (1 - ratio * p) / nt + ratio ** 2 * p * (1 - p) / nc
    return (xt / nt - ratio * xc / nc) / mp.sqrt(spread)

def rates(control, treatment, alpha, planned):
    c, t = [tuple(map(mpf, arm)) for arm in (control, treatment)]
    critical = two_sided(c[1] + t[1], mpf(alpha), mpf(planned))
    seen, ratio = t[0] / t[1] - c[0] / c[1], (t[0] / t[1]) / (c[0] / c[1])
    edge = mpf(10) ** -30
    interval = [bisect(lambda d: z_of_difference(c, t, d) - critical, -1 + edge, seen), bisect(lambda d: z_of_difference(c, t, d) + critical, seen, 1 - edge)]
    lift = [bisect(lambda r: z_of_ratio(c, t, r) - critical, mpf(10) ** -6, ratio) - 1, bisect(lambda r: z_of_ratio(c, t, r) + critical, ratio, mpf(100)) - 1]
    return {"interval": interval, "liftInterval": lift}

def spread_of_means(control, treatment):
    """Variance of the difference and of the control mean: the larger of Welch's and the pooled one."""
    (nc, _, m2c), (nt, _, m2t) = control, treatment
    pooled = (m2c + m2t) / (nc + nt - 2)
    own = m2c / (nc - 1) / nc
    return max(own + m2t / (nt - 1) / nt, pooled * (1 / nc + 1 / nt)), max(own, pooled / nc)

def means(control, treatment, alpha, planned):
    c, t = [tuple(map(mpf, arm)) for arm in (control, treatment)]
    critical = two_sided(c[0] + t[0], mpf(alpha), mpf(planned))
    vd, vm = spread_of_means(c, t)
    d, m = t[1] - c[1], c[1]
    reach = critical * mp.sqrt(vd)
    # All L for which |d - L m| stays within the boundary, the covariance of d and m being minus the variance of m.
    a, b, k = m ** 2 - critical ** 2 * vm, -2 * (d * m + critical ** 2 * vm), d ** 2 - critical ** 2 * vd
    root = mp.sqrt(b ** 2 - 4 * a * k)
    return {"interval": [d - reach, d + reach], "liftInterval": [(-b - root) / (2 * a), (-b + root) / (2 * a)]}

def harm_of_means(control, treatment, alpha, planned):
    c, t = [tuple(map(mpf, arm)) for arm in (control, treatment)]
    critical = one_sided(c[0] + t[0], mpf(alpha), mpf(planned))
    reach = critical * mp.sqrt(spread_of_means(c, t)[0])
    harm = c[1] - t[1]  # up is good
    return {"harm": harm, "bound": harm + reach, "leastHarm": harm - reach}

def text(value):
    return [float(mp.nstr(x, 20)) for x in value] if isinstance(value, list) else float(mp.nstr(value, 20))

RATES = [((300, 10000), (420, 10000)), ((1800, 90000), (260, 10000)), ((40, 800), (52, 800)), ((9000, 10000), (8700, 10000))]
MEANS = [((5000, 10, 19996), (5000, 10.4, 22000)), ((9000, 2.5, 81000), (1000, 2.1, 3000)), ((400, -3, 900), (600, -2.2, 2400))]
OPTIONS = [(0.05, 10000), (0.005, 200000)]
cases = []
for alpha, planned in OPTIONS:
    options = {"alpha": alpha, "plannedUnits": planned}
    for control, treatment in RATES:
        cases.append({"kind": "rates", "control": control, "treatment": treatment, **options, "gives": {k: text(v) for k, v in rates(control, treatment, alpha, planned).items()}})
    for control, treatment in MEANS:
        cases.append({"kind": "means", "control": control, "treatment": treatment, **options, "gives": {k: text(v) for k, v in means(control, treatment, alpha, planned).items()}})
        cases.append({"kind": "harm", "control": control, "treatment": treatment, **options, "gives": {k: text(v) for k, v in harm_of_means(control, treatment, alpha, planned).items()}})
print(json.dumps({"madeWith": f"make-sequences.py, mpmath {mp.__version__} at 40 digits", "cases": cases}, indent=1))
