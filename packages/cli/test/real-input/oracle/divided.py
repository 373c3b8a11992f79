"""Expected values of the real-input tests of quantiles, winsorised means, segments and strata, computed with SciPy and statsmodels.

Usage: python divided.py DATA_FOLDER > divided.json

Nothing here knows of Liftproof: quantiles are NumPy's, Welch is SciPy's, pooled z-tests and corrections are statsmodels'.
The band of a quantile and the estimate within strata are written out from their definitions (Deng, Knoblich and Lu 2018;
Miratrix, Sekhon and Yu 2013).
"""

import json
import sys

import numpy as np
import pandas as pd
import scipy
import statsmodels
from scipy import stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportions_ztest

CONTROL, TREATMENTS = "No E-Mail", ["Mens E-Mail", "Womens E-Mail"]


def band(values, q):
    """The quantile, and its standard error by the distance of the order statistics 1.96 standard errors of its rank away."""
    x = np.sort(values)
    n = len(x)
    estimate = np.quantile(x, q, method="inverted_cdf")
    share = np.mean(x <= estimate)
    deviation = np.sqrt(share * (1 - share) / (n - 1))
    z = stats.norm.ppf(0.975)
    low, high = int(np.floor((n + 1) * (q - z * deviation))), int(np.ceil((n + 1) * (q + z * deviation)))
    critical = (high - low) / (2 * (n + 1) * deviation)
    return estimate, (x[high - 1] - x[low - 1]) / (2 * critical)


def quantile(control, treatment, q):
    (before, before_error), (after, after_error) = band(control, q), band(treatment, q)
    return {"controlMean": before, "treatmentMean": after, "difference": after - before, "standardError": np.hypot(before_error, after_error)}


def welch(control, treatment):
    found = stats.ttest_ind(treatment, control, equal_var=False)
    return {
        "controlMean": control.mean(),
        "treatmentMean": treatment.mean(),
        "difference": treatment.mean() - control.mean(),
        "statistic": found.statistic,
        "degreesOfFreedom": found.df,
        "pValue": found.pvalue,
        "interval": list(found.confidence_interval(0.95)),
    }


def rate(control, treatment):
    statistic, p = proportions_ztest([treatment.sum(), control.sum()], [len(treatment), len(control)])
    return {"controlMean": control.mean(), "treatmentMean": treatment.mean(), "difference": treatment.mean() - control.mean(), "statistic": statistic, "pValue": p}


def stratified(frame, arm, treatment, strata, value):
    """Differences within strata, weighed by the units of both arms together."""
    pair = frame[frame[arm].isin([CONTROL, treatment])]
    difference = variance = 0
    for _, rows in pair.groupby(strata):
        weight = len(rows) / len(pair)
        before, after = rows.loc[rows[arm] == CONTROL, value], rows.loc[rows[arm] == treatment, value]
        difference += weight * (after.mean() - before.mean())
        variance += weight**2 * (after.var() / len(after) + before.var() / len(before))
    return {"difference": difference, "standardError": np.sqrt(variance)}


def segments(frame, arm, control, treatments, segment, compare, method):
    """Every segment and treatment in order, p-values adjusted over all of them."""
    found = []
    for name in sorted(frame[segment].unique()):
        inside = frame[frame[segment] == name]
        for treatment in treatments:
            units = int(inside[arm].isin([control, treatment]).sum())
            found.append({"segment": str(name), "treatment": treatment, "units": units, **compare(inside[inside[arm] == control], inside[inside[arm] == treatment])})
    for row, p in zip(found, multipletests([row["pValue"] for row in found], method=method)[1]):
        row["adjustedPValue"] = p
    return found


def main(folder):
    mail = pd.read_csv(f"{folder}/hillstrom-email/hillstrom.csv.gz")
    cats = pd.read_csv(f"{folder}/cookie-cats/cookie_cats.csv.gz")
    of = lambda frame, arm, column: frame.loc[frame["segment"] == arm, column].to_numpy(float)
    bounds = np.quantile(mail["history"], [0.01, 0.99])
    bought = mail.loc[mail["spend"] != 0, "spend"]
    top = np.quantile(bought, 0.9)
    cats["retention_1"] = cats["retention_1"].map({True: "True", False: "False"})
    print(json.dumps({
        "madeWith": {"scipy": scipy.__version__, "statsmodels": statsmodels.__version__, "numpy": np.__version__, "pandas": pd.__version__},
        "hillstrom": {
            "quantiles": {str(q): {arm: quantile(of(mail, CONTROL, "history"), of(mail, arm, "history"), q) for arm in TREATMENTS} for q in (0.5, 0.9)},
            "winsorised": {
                "history": {"bounds": list(bounds), "arms": {arm: welch(np.clip(of(mail, CONTROL, "history"), *bounds), np.clip(of(mail, arm, "history"), *bounds)) for arm in TREATMENTS}},
                "spend": {"bounds": [None, top], "arms": {arm: welch(np.minimum(of(mail, CONTROL, "spend"), top), np.minimum(of(mail, arm, "spend"), top)) for arm in TREATMENTS}},
            },
            "strata": {arm: stratified(mail, "segment", arm, "channel", "spend") for arm in TREATMENTS},
            "segments": segments(mail, "segment", CONTROL, TREATMENTS, "zip_code", lambda before, after: rate(before["visit"], after["visit"]), "holm"),
        },
        "cookieCats": {
            "segments": segments(cats, "version", "gate_30", ["gate_40"], "retention_1", lambda before, after: rate(before["retention_7"], after["retention_7"]), "fdr_bh"),
        },
    }, indent=1))


main(sys.argv[1])
