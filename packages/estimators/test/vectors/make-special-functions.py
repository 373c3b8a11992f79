"""Values of the special functions at 60 digits over the whole range they promise, for special-functions.json.

Made with Python 3.11, mpmath 1.3.0 and gmpy2 2.3.2:  python3 make-special-functions.py > special-functions.json

Tails come from series of positive terms only (Abramowitz and Stegun 26.5.4 after the Euler transformation for beta,
6.5.29 for gamma), summed in integers of as many bits as the answer needs, so that nothing cancels and even 1 minus the
other tail keeps 60 digits. Wherever the continued fractions 26.5.8 and 6.5.31 are short they must agree to 1e-35, and for
small shapes so must mpmath's own betainc and gammainc. Quantiles are Newton's method on those tails until the residual is
below 1e-40. Log-gamma is mpmath's loggamma.
"""

import json
import sys
from math import log as flog

from gmpy2 import mpz
from mpmath import betainc, exp, gammainc, log, log1p, loggamma, mp, mpf, pi, sqrt

DIGITS = 60
# Never work below this: mpmath 1.3.0's log is wrong for some arguments longer than the working precision.
mp.dps = DIGITS + 20
BITS = 230
checks = {"fraction": 0, "mpmath": 0}


def agree(kind, ours, theirs):
    checks[kind] += 1
    assert abs(ours / theirs - 1) < mpf(10) ** -35, (kind, ours, theirs)


def terms_needed(first, second, x, bits):
    """How many terms until the product of the ratios (first + k) / (second + k) x falls below 2^-bits."""

    def fallen(k):
        def area(c):
            return (c + k) * flog(c + k) - c * flog(c) - k

        rise = area(first) if first is not None else 0
        return area(second) - rise - k * flog(x)

    if x < 1e-290:
        return 2
    k = 4.0
    while fallen(k) < bits * 0.7:
        k *= 1.3
        if k > 1e9:
            break
    return k


def sum_series(first, second, x, bits):
    """1 + sum of products of (first + k) / (second + k) x; without the first factor when it is None."""
    places = bits + 96
    unit = mpz(1) << 64
    top = None if first is None else mpz(int(first * (1 << 64)))
    below = mpz(int(second * (1 << 64)))
    with mp.workprec(places + 100):
        factor = mpz(int(x * (mpz(1) << places)))
    term = total = mpz(1) << places
    while term > total >> (bits + 40) or (top or unit) * factor > below << places:
        if top is None:
            term = ((term * factor) << 64) // (below << places)
        else:
            term = (term * top // below * factor) >> places
            top += unit
        below += unit
        total += term
    return mpf(int(total)) / (mpz(1) << places)


def beta_front(a, b, x, y):
    return exp(a * log(x) + b * log(y) + loggamma(a + b) - loggamma(a) - loggamma(b))


def beta_tails(a, b, x, y, bits=BITS):
    """I_x(a, b) and its complement; y = 1 - x is given because neither end may be known from the other."""
    front = beta_front(a, b, x, y)
    floor_bits = max(0, int(-float(log(front) / log(2)))) + 64
    below_mean = x * b <= y * a
    cost = {}
    for side, (p, q, z) in {"lower": (a, b, x), "upper": (b, a, y)}.items():
        extra = 0 if (side == "lower") == below_mean else floor_bits
        cost[side] = terms_needed(float(p + q), float(p + 1), float(z), bits + extra) * (bits + extra + 300), extra
    side = min(cost, key=lambda each: cost[each][0])
    assert cost[side][0] < 5e9, (a, b, x, cost)
    extra = cost[side][1]
    with mp.workprec(mp.prec + bits + extra):
        p, q, z, w = (a, b, x, y) if side == "lower" else (b, a, y, x)
        if extra:
            # The complement needs the two ends to add up to 1 in all of these bits.
            z, w = (1 - w, w) if z > 0.5 else (z, 1 - z)
        tail = beta_front(p, q, z, w) / p * sum_series(p + q, p + 1, z, bits + extra)
        tails = (tail, 1 - tail) if side == "lower" else (1 - tail, tail)
    return tails


def beta_fraction(a, b, x):
    """I_x(a, b) below the mean by the modified Lentz method, or None when it is long."""
    c, d = mpf(1), 1 / (1 - (a + b) * x / (a + 1))
    h = d
    for m in range(1, 4000):
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / (1 + numerator * d)
            c = 1 + numerator / c
            h *= c * d
        if abs(c * d - 1) < mpf(10) ** -45:
            return h
    return None


def checked_beta_tails(a, b, x, y):
    lower, upper = beta_tails(a, b, x, y)
    below = x * b <= y * a
    p, q, z = (a, b, x) if below else (b, a, y)
    fraction = beta_fraction(p, q, z)
    if fraction is not None:
        agree("fraction", lower if below else upper, beta_front(a, b, x, y) / p * fraction)
    if a + b < 120 and 1e-100 < lower and x > 1e-30:
        agree("mpmath", lower, betainc(a, b, 0, x, regularized=True))
    return lower, upper


def gamma_front(a, x):
    return exp(a * log(x) - x - loggamma(a))


def gamma_fraction(a, x, limit):
    """Q(a, x) by Lentz's method, or None when it is longer than the limit."""
    b = x + 1 - a
    c, d = mpf(10) ** 300, 1 / b
    h = d
    for k in range(1, limit):
        numerator = k * (a - k)
        b += 2
        d = 1 / (numerator * d + b)
        c = b + numerator / c
        h *= c * d
        if abs(c * d - 1) < mpf(10) ** -50:
            return gamma_front(a, x) * h
    return None


def gamma_tails(a, x, bits=BITS):
    if x > a + 1:
        floor_bits = max(0, int(-float(log(gamma_front(a, x)) / log(2)))) + 64
        if floor_bits > 3000:
            upper = gamma_fraction(a, x, 100_000)
            return 1 - upper, upper
    else:
        floor_bits = 0
    with mp.workprec(mp.prec + bits + floor_bits):
        lower = gamma_front(a, x) / a * sum_series(None, a + 1, x, bits + floor_bits)
        return lower, 1 - lower


def checked_gamma_tails(a, x):
    lower, upper = gamma_tails(a, x)
    if x > a + 1:
        fraction = gamma_fraction(a, x, 4000)
        if fraction is not None:
            agree("fraction", upper, fraction)
    if a < 60 and upper > 1e-100 and x > 1e-30:
        agree("mpmath", upper, gammainc(a, x, mp.inf, regularized=True))
    return lower, upper


def quantile(tails, kernel, start, p, side):
    """The position beyond which the tail is p: Newton's method on the logarithm of the smaller tail."""
    if p > 0.5:
        p, side = 1 - mpf(p), "upper" if side == "lower" else "lower"
    target = log(mpf(p))
    sign = 1 if side == "lower" else -1
    position = mpf(start)
    bits = 60
    for _ in range(400):
        lower, upper = tails(position, bits)
        tail = lower if side == "lower" else upper
        excess = log(tail) - target
        if bits == BITS and abs(excess) < mpf(10) ** -40:
            return position
        step = -sign * excess * tail / kernel(position)
        # Upwards from the start no further than doubles go; upwards after a step too far down as far as it says.
        position += min(step, 5) if position >= start else step
        if abs(excess) < 1e-6:
            bits = BITS
    raise AssertionError(("no quantile", p, side, start))


def beta_log_odds(a, b, p, side):
    def ends(u):
        return (1 / (1 + exp(-u)), 1 / (1 + exp(u)))

    return quantile(
        lambda u, bits: beta_tails(a, b, *ends(u), bits),
        lambda u: beta_front(a, b, *ends(u)),
        log(a / b),
        p,
        side,
    )


def gamma_log_quantile(a, p, side):
    return quantile(
        lambda u, bits: gamma_tails(a, exp(u), bits), lambda u: gamma_front(a, exp(u)), log(a), p, side
    )


def text(value):
    """A JSON number of 18 digits; 0 for what no double can hold."""
    if value == 0 or abs(value) < mpf(10) ** -318:
        return "0"
    assert abs(value) < mpf(10) ** 308, value
    shown = mp.nstr(value, 18, min_fixed=-4, max_fixed=6)
    return shown[:-2] if shown.endswith(".0") else shown.replace(".0e", "e").replace("e+", "e")


def number(value):
    return repr(int(value)) if value == int(value) and abs(value) < 1e6 else repr(float(value)).replace("e+", "e")


def small_log(value):
    """log(1 - value) for a value that may be far below the working precision."""
    return -value - value * value / 2 if value < mpf(10) ** -60 else log1p(-value)


def tail_row(arguments, tails):
    lower, upper = tails
    log_lower = log(lower) if lower < 0.5 else small_log(upper)
    log_upper = log(upper) if upper < 0.5 else small_log(lower)
    return [*map(number, arguments), text(lower), text(upper), text(log_lower), text(log_upper)]


def note(message):
    print(message, file=sys.stderr, flush=True)


HALF = mpf(1) / 2
SCORES = [-80, -37, -29, -20, -12, -9, -7.04, -5, -3.3, -2, -1, -0.25, 0, 0.5, 1.5, 2.5, 4, 6.5, 8.3, 15, 25, 33, 37, 80]


def normal_tails():
    points = [0, 1e-12, 1e-5, 0.01, 0.25, 0.6744897501960817, 1, 1.2815515655446004, 1.6448536269514722]
    points += [1.959963984540054, 2.5, 3.0902, 4, 5, 6, 7.034, 8.3, 10, 12, 16, 20, 25, 30, 34, 37, 38.5, 50, 100, 1e3, 1e6, 1e10, 1e100]
    for z in points:
        if z == 0:
            yield tail_row([z], (HALF, HALF))
            continue
        if z > 1e3:
            # Beyond the range of exponents: log Q = -z^2/2 - log(z sqrt(2 pi)) + log of the asymptotic series 26.2.12.
            w = 1 / mpf(z) ** 2
            upper = -mpf(z) ** 2 / 2 - log(mpf(z) * sqrt(2 * pi)) + log(1 - w + 3 * w**2 - 15 * w**3 + 105 * w**4)
            yield [number(z), "1", "0", "0", text(upper)]
            continue
        outside = checked_gamma_tails(HALF, mpf(z) ** 2 / 2)[1] / 2
        yield tail_row([z], (1 - outside, outside))


DEGREES = [0.5, 0.75, 1, 1.5, 2, 3, 4.7, 10, 29.3, 100, 1e3, 12345.678, 1e5, 1e6, 1e7]


def student_tails():
    for df in DEGREES:
        for t in [1e-10, 0.001, 0.3, 0.7, 1, 1.5, 1.96, 2.8, 4.5, 8, 14, 20, 36, 70, 1e4, 1e10, 1e30, 1e100, 1e150]:
            square = mpf(t) ** 2
            if df > 100 and t > 1e4:
                continue
            x = mpf(df) / (mpf(df) + square)
            outside = checked_beta_tails(mpf(df) / 2, HALF, x, square / (mpf(df) + square))[0]
            yield tail_row([t, df], (1 - outside / 2, outside / 2))


def chi_square_points(df):
    yield df
    for z in SCORES:
        # Wilson and Hilferty's approximation only places the points.
        root = 1 - 2 / (9 * df) + z * (2 / (9 * df)) ** 0.5
        x = df * root**3 if root > 0.05 else df * 10.0 ** (1.5 * z)
        if x > 1e-290 and abs(z) > 0:
            yield float(f"{x:.6g}")


def chi_square_tails():
    for df in [0.5, 1, 1.5, 2, 3, 4, 9, 50, 1e3, 1e5, 1e7]:
        for x in sorted(set(chi_square_points(df))):
            yield tail_row([x, df], checked_gamma_tails(mpf(df) / 2, mpf(x) / 2))


def gamma_tail_rows():
    for a in [0.25, 0.5, 1, 2.5, 7, 33.3, 1e4, 1e6, 5e6]:
        for factor in [1e-250, 1e-12, 0.01, 0.3, 0.98, 0.999, 1, 1.001, 1.05, 2, 30]:
            x = a * factor
            if abs(x - a) / a**0.5 > 1e5**0.5 * 3 and a > 1000:
                continue
            yield tail_row([x, a], checked_gamma_tails(mpf(a), mpf(x)))


SHAPES = [(0.5, 0.5), (0.5, 1), (1, 1), (0.5, 3), (2, 3), (5, 0.7), (20, 20), (11, 91), (101, 901), (301, 9701)]
SHAPES += [(0.5, 1e5), (1e5, 0.5), (2, 1e6), (5001, 95001), (52341, 947661), (1e6, 1e6), (1e5, 1e7)]
SHAPES += [(0.5, 1e8), (1e8, 3), (1e3, 1e8), (2e5, 1e8), (1e8, 1e8)]


def beta_points(a, b):
    deviation = (1 / a + 1 / b) ** 0.5
    places = [1e-300, 1e-20] if a < 100 else []
    if a == b:
        places.append(0.5)
    for z in SCORES:
        odds = a / b * 2.718281828459045 ** (max(-600, min(36, z * deviation)))
        places.append(float(f"{odds / (1 + odds):.12g}"))
    return sorted({x for x in places if 0 < x < 1 and (1 - x > 1e-13 or b > 1e5)})


def beta_tail_rows():
    for a, b in SHAPES:
        for x in beta_points(a, b):
            if a + b > 1e7 and abs(x * (a + b) - a) > 45 * (a * b / (a + b)) ** 0.5 and min(a, b) > 1000:
                continue
            yield tail_row([x, a, b], checked_beta_tails(mpf(a), mpf(b), mpf(x), 1 - mpf(x)))


PROBABILITIES = [1e-300, 1e-200, 1e-100, 1e-40, 1e-17, 1e-10, 1e-5, 0.001, 0.025, 0.2, 0.4999999, 0.5]
PROBABILITIES += [0.5000000001, 0.6, 0.9, 0.975, 0.9995, 1 - 1e-7, 1 - 1e-12]


def normal_quantiles():
    for p in PROBABILITIES:
        if p != 0.5:
            yield [number(p), text(symmetric_upper(p, lambda q, side: sqrt(2 * exp(gamma_log_quantile(HALF, q, side)))))]


def symmetric_upper(p, distance):
    """The point above which p lies, from the distance beyond which 2 p lies on both sides."""
    if p > 0.5:
        return -symmetric_upper(1 - mpf(p), distance)
    return distance(2 * mpf(p), "upper")


def student_quantiles():
    for df in DEGREES:
        for p in PROBABILITIES:
            if p == 0.5 or (df < 1 and p < 1e-100):
                continue
            upper = symmetric_upper(
                p, lambda q, _: sqrt(mpf(df) * exp(-beta_log_odds(mpf(df) / 2, HALF, q, "lower")))
            )
            yield [number(p), number(df), text(upper)]


def both_sides(p, arguments, position):
    return [number(p), *map(number, arguments), text(position("lower")), text(position("upper"))]


def chi_square_quantiles():
    for df in [0.5, 1, 2, 3, 9, 50, 1e3, 1e5, 1e7]:
        for p in PROBABILITIES:
            yield both_sides(p, [df], lambda side: 2 * exp(gamma_log_quantile(mpf(df) / 2, p, side)))


def gamma_quantile_rows():
    for a in [0.25, 1, 7, 33.3, 1e4, 5e6]:
        for p in PROBABILITIES[::3]:
            yield both_sides(p, [a], lambda side: exp(gamma_log_quantile(mpf(a), p, side)))


def beta_quantiles():
    for a, b in [each for each in SHAPES if each not in [(0.5, 1), (301, 9701), (1e5, 0.5), (2e5, 1e8)]]:
        for p in PROBABILITIES[:: 1 if a + b < 1e7 else 2]:
            yield both_sides(p, [a, b], lambda side: 1 / (1 + exp(-beta_log_odds(mpf(a), mpf(b), p, side))))


def log_gammas():
    for x in [1e-300, 1e-100, 1e-10, 0.1, 0.5, 0.9, 0.99, 1 - 1e-6, 1 + 1e-9, 1.01, 1.2, 1.5, 1.9, 2 - 1e-6, 2 + 1e-9, 2.1, 2.5, 3, 4.7, 9.5, 11.9, 12, 12.5, 33.3, 100, 1e3, 1e5, 1e8, 1e15, 1e100, 1e300]:
        yield [number(x), text(loggamma(mpf(x)))]


def stirling_corrections():
    for x in [1e-10, 0.01, 0.25, 0.5, 1, 1.5, 2, 3.3, 5, 8, 11.99, 12, 20, 50, 1e3, 1e5, 1e8, 1e15]:
        with mp.workdps(DIGITS + 60):
            z = mpf(x)
            yield [number(x), text(loggamma(z) - ((z - HALF) * log(z) - z + log(2 * pi) / 2))]


def log_betas():
    for a, b in [*SHAPES, (1e-5, 3), (3, 1e-5), (0.1, 0.2), (1, 1e3), (1e-3, 1e8), (2, 2), (0.7, 1.4)]:
        value = loggamma(mpf(a)) + loggamma(mpf(b)) - loggamma(mpf(a) + mpf(b))
        if value != 0:
            yield [number(a), number(b), text(value)]


TAILS = ["lower", "upper", "logLower", "logUpper"]
TABLES = {
    "normalTails": (["z", *TAILS], normal_tails),
    "studentTTails": (["t", "df", *TAILS], student_tails),
    "chiSquareTails": (["x", "df", *TAILS], chi_square_tails),
    "gammaTails": (["x", "a", *TAILS], gamma_tail_rows),
    "betaTails": (["x", "a", "b", *TAILS], beta_tail_rows),
    "normalQuantiles": (["p", "quantileUpper"], normal_quantiles),
    "studentTQuantiles": (["p", "df", "quantileUpper"], student_quantiles),
    "chiSquareQuantiles": (["p", "df", "quantile", "quantileUpper"], chi_square_quantiles),
    "gammaQuantiles": (["p", "a", "quantile", "quantileUpper"], gamma_quantile_rows),
    "betaQuantiles": (["p", "a", "b", "quantile", "quantileUpper"], beta_quantiles),
    "logGamma": (["x", "value"], log_gammas),
    "stirlingCorrection": (["x", "value"], stirling_corrections),
    "logBeta": (["a", "b", "value"], log_betas),
}

parts = []
for name, (columns, rows) in TABLES.items():
    if len(sys.argv) > 1 and name not in sys.argv[1:]:
        continue
    listed = [f"[{','.join(row)}]" for row in rows()]
    note(f"{name}: {len(listed)} rows, checks {checks}")
    lines = ",\n".join(listed)
    parts.append(f'"{name}": {{"columns": {json.dumps(columns)}, "rows": [\n{lines}\n]}}')
made = "make-special-functions.py, Python 3.11, mpmath 1.3.0, gmpy2 2.3.2, 60 digits"
print(f'{{"madeWith": "{made}",\n' + ",\n".join(parts) + "}")
