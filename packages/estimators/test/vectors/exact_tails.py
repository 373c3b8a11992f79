"""Both tails of the beta and gamma distributions at 60 digits.

Method: the continued fractions of Abramowitz and Stegun 26.5.8 (beta) and 6.5.31 (gamma) or the series 6.5.29.
"""

from mpmath import mp, mpf, exp, log, loggamma

mp.dps = 60


def beta_below_mean(x, a, b):
    """I_x(a, b) for x below the mean, by the modified Lentz method."""
    front = exp(a * log(x) + b * log(1 - x) + loggamma(a + b) - loggamma(a) - loggamma(b)) / a
    tiny = mpf(10) ** -200
    c, d = mpf(1), 1 - (a + b) * x / (a + 1)
    d = 1 / (d if d != 0 else tiny)
    h = d
    m = 0
    while True:
        m += 1
        for numerator in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + numerator * d
            d = 1 / (d if d != 0 else tiny)
            c = 1 + numerator / (c if c != 0 else tiny)
            change = c * d
            h *= change
        if abs(change - 1) < mpf(10) ** -45:
            return front * h


def beta_tails(x, a, b):
    if x <= a / (a + b):
        lower = beta_below_mean(x, a, b)
        return lower, 1 - lower
    upper = beta_below_mean(1 - x, b, a)
    return 1 - upper, upper


def gamma_tails(a, x):
    front = exp(a * log(x) - x - loggamma(a))
    if x < a + 1:
        term = total = 1 / a
        k = a
        while term > total * mpf(10) ** -50:
            k += 1
            term *= x / k
            total += term
        return front * total, 1 - front * total
    b = x + 1 - a
    c, d = mpf(10) ** 200, 1 / b
    h = d
    k = 0
    while True:
        k += 1
        numerator = -k * (k - a)
        b += 2
        d = 1 / (numerator * d + b)
        c = b + numerator / c
        change = c * d
        h *= change
        if abs(change - 1) < mpf(10) ** -45:
            return 1 - front * h, front * h
