"""Quantiles at 40 digits: roots of the log of the smaller of the two tails of exact_tails.py."""

from exact_tails import beta_tails, gamma_tails
from mpmath import exp, findroot, log, mpf, sinh


def root(log_lower, wanted, low, high):
    """Where log_lower reaches log(wanted), by bisection to a hundredth and then by Anderson's regula falsi."""
    target = log(wanted)
    while high - low > mpf(1) / 100:
        middle = (low + high) / 2
        low, high = (middle, high) if log_lower(middle) < target else (low, middle)
    return findroot(lambda s: log_lower(s) - target, (low, high), solver="anderson", tol=mpf(10) ** -80, maxsteps=200)


def normal_quantile(p):
    if p > mpf(1) / 2:
        return -normal_quantile(1 - p)
    return root(lambda z: log(gamma_tails(mpf(1) / 2, z * z / 2)[1] / 2), p, mpf(-40), mpf(-1) / 10**6)


def t_quantile(p, df):
    if p > mpf(1) / 2:
        return -t_quantile(1 - p, df)
    return sinh(root(lambda s: log(beta_tails(df / (df + sinh(s) ** 2), df / 2, mpf(1) / 2)[0] / 2), p, mpf(-360), mpf(-1) / 10**6))


def beta_quantile(p, a, b):
    if p > mpf(1) / 2:
        return 1 - beta_quantile(1 - p, b, a)
    return logistic(root(lambda s: log(beta_tails(logistic(s), a, b)[0]), p, mpf(-60), mpf(60)))


def logistic(s):
    return 1 / (1 + exp(-s))
