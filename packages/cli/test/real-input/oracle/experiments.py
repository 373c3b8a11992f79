"""Expected values of the real-input tests of `liftproof analyze`, computed with SciPy and statsmodels.

Usage: python experiments.py DATA_FOLDER > experiments.json

Nothing here knows of Liftproof: pooled z-tests, Newcombe and Holm are statsmodels', Welch is SciPy's; score intervals,
Fieller and CUPED are written out from their definitions, the Bayesian probability is a SciPy quadrature.
"""

import json
import sys

import numpy as np
import pandas as pd
import scipy
import statsmodels
from scipy import integrate, optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import confint_proportions_2indep, proportions_ztest


def rate(control, treatment):
    """Both arms as 0/1 arrays."""
    xc, nc, xt, nt = int(control.sum()), len(control), int(treatment.sum()), len(treatment)
    statistic, p = proportions_ztest([xt, xc], [nt, nc])
    newcombe = confint_proportions_2indep(xt, nt, xc, nc, compare="diff", method="newcomb")
    return {
        "controlMean": xc / nc,
        "treatmentMean": xt / nt,
        "difference": xt / nt - xc / nc,
        "statistic": statistic,
        "pValue": p,
        "interval": score_interval(xc, nc, xt, nt, "difference"),
        "lift": (xt / nt) / (xc / nc) - 1,
        "liftInterval": [bound - 1 for bound in score_interval(xc, nc, xt, nt, "ratio")],
        "newcombeInterval": list(newcombe),
        "bayesian": better(xc, nc, xt, nt),
    }


def score_interval(xc, nc, xt, nt, what):
    """Where the score statistic with the restricted maximum likelihood estimate equals the normal quantile.

    statsmodels has the same intervals (method="score", correction=False) but finds their ends to five digits only.
    """
    q = stats.norm.ppf(0.975)

    def statistic(effect):
        if what == "difference":
            def slope(p):
                return xc / p - (nc - xc) / (1 - p) + xt / (p + effect) - (nt - xt) / (1 - p - effect)

            p = optimize.brentq(slope, max(0, -effect) + 1e-15, min(1, 1 - effect) - 1e-15, xtol=1e-17, rtol=1e-15)
            r = p + effect
            return (xt / nt - xc / nc - effect) / np.sqrt(r * (1 - r) / nt + p * (1 - p) / nc)

        def slope(p):
            return xc / p - (nc - xc) / (1 - p) + xt / p - effect * (nt - xt) / (1 - effect * p)

        p = optimize.brentq(slope, 1e-15, min(1, 1 / effect) - 1e-15, xtol=1e-17, rtol=1e-15)
        r = effect * p
        return (xt / nt - effect * xc / nc) / np.sqrt(r * (1 - r) / nt + effect**2 * p * (1 - p) / nc)

    center = xt / nt - xc / nc if what == "difference" else (xt / nt) / (xc / nc)
    spread = 8 * np.sqrt(1 / xt + 1 / xc) * (xc / nc if what == "difference" else center)
    low = optimize.brentq(lambda e: statistic(e) - q, center - spread if what == "difference" else max(center - spread, center / 9), center, xtol=1e-17, rtol=1e-14)
    high = optimize.brentq(lambda e: statistic(e) + q, center, center + spread, xtol=1e-17, rtol=1e-14)
    return [low, high]


def better(xc, nc, xt, nt):
    """Posterior Beta(1/2 + x, 1/2 + n - x) in each arm; P(treatment > control) and the loss of shipping treatment."""
    c, t = stats.beta(0.5 + xc, 0.5 + nc - xc), stats.beta(0.5 + xt, 0.5 + nt - xt)
    low = min(c.ppf(1e-15), t.ppf(1e-15))
    high = max(c.isf(1e-15), t.isf(1e-15))
    options = dict(epsabs=1e-15, epsrel=1e-13, limit=500, points=[c.mean(), t.mean()])
    probability = integrate.quad(lambda x: t.pdf(x) * c.cdf(x), low, high, **options)[0]
    # E[max(C - T, 0)] is the integral of P(C > x, T < x).
    loss = integrate.quad(lambda x: c.sf(x) * t.cdf(x), low, high, **options)[0]
    return {"probabilityBetter": probability, "expectedLoss": loss}


def mean(control, treatment):
    result = stats.ttest_ind(treatment, control, equal_var=False)
    low, high = result.confidence_interval(0.95)
    d = treatment.mean() - control.mean()
    return {
        "controlMean": control.mean(),
        "treatmentMean": treatment.mean(),
        "difference": d,
        "degreesOfFreedom": result.df,
        "statistic": result.statistic,
        "pValue": result.pvalue,
        "interval": [low, high],
        "lift": d / control.mean(),
        "liftInterval": fieller(control, treatment, stats.t.ppf(0.975, result.df)),
    }


def fieller(control, treatment, q):
    """Roots L of (m^2 - q^2 vm) L^2 - 2 (d m - q^2 c) L + d^2 - q^2 vd, with c = cov(d, m) = -vm."""
    m, vm = control.mean(), control.var(ddof=1) / len(control)
    d, vd = treatment.mean() - m, treatment.var(ddof=1) / len(treatment) + vm
    return sorted(np.roots([m * m - q * q * vm, -2 * (d * m + q * q * vm), d * d - q * q * vd]).tolist())


def cuped(arms, control):
    """arms: name to (y, x). The slope is pooled within all arms."""
    def s(a, b):
        return float(((a - a.mean()) * (b - b.mean())).sum())

    theta = sum(s(y, x) for y, x in arms.values()) / sum(s(x, x) for _, x in arms.values())
    adjusted = {name: y - theta * x for name, (y, x) in arms.items()}
    out = {}
    for name in arms:
        if name == control:
            continue
        out[name] = {"theta": theta, "difference": adjusted[name].mean() - adjusted[control].mean()}
        # One degree of freedom per arm goes to the slope; with thousands of units it shows in the fourth digit at most.
        out[name]["pValue"] = stats.ttest_ind(adjusted[name], adjusted[control], equal_var=False).pvalue
    return out


def sample_ratio(counts):
    result = stats.chisquare(counts)
    return {"chiSquare": result.statistic, "pValue": result.pvalue}


def holm(metrics):
    flat = [comparison for metric in metrics.values() for comparison in metric.values()]
    for comparison, adjusted in zip(flat, multipletests([c["pValue"] for c in flat], method="holm")[1]):
        comparison["adjustedPValue"] = adjusted


def cookie_cats(folder):
    data = pd.read_csv(f"{folder}/cookie-cats/cookie_cats.csv.gz")
    arms = {name: rows for name, rows in data.groupby("version")}
    c, t = arms["gate_30"], arms["gate_40"]
    metrics = {
        "retention_1": {"gate_40": rate(c.retention_1, t.retention_1)},
        "retention_7": {"gate_40": rate(c.retention_7, t.retention_7)},
        "rounds": {"gate_40": mean(c.sum_gamerounds, t.sum_gamerounds)},
    }
    holm(metrics)
    return {"units": len(data), "arms": {k: len(v) for k, v in arms.items()}, "sampleRatio": sample_ratio([len(c), len(t)]), "metrics": metrics}


def landing_page(folder):
    data = pd.read_csv(f"{folder}/landing-page/ab_data.csv.gz", dtype={"user_id": str})
    groups = data.groupby("user_id")["group"].nunique()
    crossed = set(groups[groups > 1].index)
    kept = data[~data.user_id.isin(crossed)].drop_duplicates("user_id", keep="first")
    c, t = kept[kept["group"] == "control"].converted, kept[kept["group"] == "treatment"].converted
    metrics = {"converted": {"treatment": rate(c, t)}}
    holm(metrics)
    return {
        "rows": len(data),
        "crossoverUnits": len(crossed),
        "crossoverRows": int(data.user_id.isin(crossed).sum()),
        "units": len(kept),
        "arms": {"control": len(c), "treatment": len(t)},
        "sampleRatio": sample_ratio([len(c), len(t)]),
        "metrics": metrics,
    }


def hillstrom(folder):
    data = pd.read_csv(f"{folder}/hillstrom-email/hillstrom.csv.gz")
    arms = {name: rows for name, rows in data.groupby("segment")}
    c = arms["No E-Mail"]
    treatments = ["Mens E-Mail", "Womens E-Mail"]
    metrics = {
        "visit": {name: rate(c.visit, arms[name].visit) for name in treatments},
        "spend": {name: mean(c.spend, arms[name].spend) for name in treatments},
    }
    holm(metrics)
    adjusted = cuped({name: (rows.spend, rows.history) for name, rows in arms.items()}, "No E-Mail")
    for name, values in adjusted.items():
        metrics["spend"][name]["cuped"] = values
    return {"units": len(data), "arms": {k: len(v) for k, v in arms.items()}, "sampleRatio": sample_ratio([len(v) for v in arms.values()]), "metrics": metrics}


def main():
    folder = sys.argv[1]
    made_with = {"python": sys.version.split()[0], "scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "pandas": pd.__version__}
    result = {"madeWith": made_with, "cookieCats": cookie_cats(folder), "landingPage": landing_page(folder), "hillstrom": hillstrom(folder)}
    json.dump(result, sys.stdout, indent=1, default=float)
    print()


main()
