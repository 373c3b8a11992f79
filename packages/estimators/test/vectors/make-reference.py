"""Reference values of the estimators, each with the command that made it.

Run here, with R 4.2.2 (package rpact 3.3.4) and Python 3 with mpmath 1.3.0:
    python3 make-reference.py
It writes reference.json. Values of R are printed with 17 digits;
values of mpmath are computed with 60 and rounded once.
"""

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import mpmath
from exact_posteriors import compare_posteriors
from exact_quantiles import beta_quantile, normal_quantile, t_quantile
from exact_tails import beta_tails, gamma_tails
from mpmath import mp, mpf, sqrt

HERE = Path(__file__).parent
SETUPS = {
    "two arms": "i<-1:40; xc<-(37*i)%%101; yc<-(6*xc+10*((53*i)%%29-14)+400)/8; sc<-i%%3; dc<-1+(11*i)%%7; nc<-(dc*((3*(i-1)+5)%%4))%%11; "
    "j<-1:60; xt<-(41*j+13)%%103; yt<-(6*xt+10*((59*j)%%31-15)+440)/8; st<-(j%/%2)%%3; dt<-1+(13*j+2)%%7; nt<-(dt*((3*(j-1)+5)%%4))%%11; "
    "Y<-c(yc,yt); X<-c(xc,xt); D<-c(dc,dt); S<-c(sc,st); arm<-rep(0:1,c(40,60))",
    "summaries": "welch<-function(m1,v1,n1,m2,v2,n2){a<-v1/n1; b<-v2/n2; se<-sqrt(a+b); df<-(a+b)^2/(a^2/(n1-1)+b^2/(n2-1)); d<-m2-m1; "
    "list(d=d,se=se,df=df,t=d/se,p=2*pt(-abs(d/se),df),ci=d+c(-1,1)*qt(.975,df)*se)}; "
    "wilson<-function(x,n){q<-qnorm(.975); p<-x/n; (p+q^2/(2*n)+c(-1,1)*q*sqrt(p*(1-p)/n+q^2/(4*n^2)))/(1+q^2/n)}",
    "sequence": "tune<-function(a,N) sqrt((-2*log(a)+log(-2*log(a)+1))/N)",
    "rpact": "suppressMessages(library(rpact)); design<-function(...) getDesignGroupSequential(...,alpha=0.025,sided=1,tolerance=1e-10)",
}
vectors = []
pending = []


def from_r(id, about, given, tolerance, setup="", before="", **gives):
    """Values of R expressions; `before` are statements of this case alone."""
    vector = {"id": id, "about": about, "given": given, "gives": {}, "tolerance": tolerance, "setup": setup}
    vector["command"] = "; ".join(([before] if before else []) + [f"{name} = {text}" for name, text in gives.items()])
    vectors.append(vector)
    pending.append((vector, SETUPS.get(setup, ""), before, gives))


def computed(id, about, given, tolerance, command, **gives):
    rounded = {name: [float(v) for v in value] if isinstance(value, list) else float(value) for name, value in gives.items()}
    vectors.append({"id": id, "about": about, "given": given, "gives": rounded, "tolerance": tolerance, "setup": "", "command": command})


def ask_r():
    lines = ["digits <- function(x) paste0('[', paste(ifelse(is.na(x), 'null', sprintf('%.17g', x)), collapse=','), ']')", "cat('[')"]
    for place, (_, setup, before, gives) in enumerate(pending):
        body = "; ".join(part for part in (setup, before) if part)
        fields = ",".join(f"'\"{name}\":', digits({text})" + (", ','" if k < len(gives) - 1 else "") for k, (name, text) in enumerate(gives.items()))
        lines.append(f"local({{ {body}{';' if body else ''} cat({repr(',') if place else repr('')}, '{{', {fields}, '}}', sep='') }})")
    lines.append("cat(']\\n')")
    out = subprocess.run(["Rscript", "--vanilla", "-"], input="\n".join(lines), capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"})
    if out.returncode != 0:
        sys.exit(out.stderr)
    for (vector, *_), values in zip(pending, json.loads(out.stdout), strict=True):
        vector["gives"] = {name: value[0] if len(value) == 1 else value for name, value in values.items()}


# Means.
Y = {"sample": "two arms", "column": "y"}
from_r(
    "welch-d1-y", "Means of the made-up sample", {**Y, "alpha": 0.05}, 1e-10, "two arms", before="w<-t.test(yt,yc)",
    difference="mean(yt)-mean(yc)", statistic="w$statistic", degreesOfFreedom="w$parameter", pValue="w$p.value", interval="w$conf.int",
)
from_r(
    "welch-d1-y-90", "The same at 90 %, and one-sided", {**Y, "alpha": 0.1}, 1e-10, "two arms",
    interval="t.test(yt,yc,conf.level=.9)$conf.int", pValueGreater="t.test(yt,yc,alternative='greater')$p.value", pValueLess="t.test(yt,yc,alternative='less')$p.value",
)
from_r(
    "welch-sleep", "Student's sleep data of 1908, as R ships it, read as two independent arms",
    {"control": [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0], "treatment": [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4], "alpha": 0.05},
    1e-10, before="w<-with(sleep,t.test(extra[group==2],extra[group==1]))", statistic="w$statistic", degreesOfFreedom="w$parameter", pValue="w$p.value", interval="w$conf.int",
)
SUMS = {"control": {"count": 3407, "sum": 1396.87, "sumOfSquares": 52377.9767}, "treatment": {"count": 3461, "sum": 2422.7, "sumOfSquares": 134698.29}}
MEANS_OF_SUMS = "n1<-3407; n2<-3461; m1<-1396.87/n1; m2<-2422.7/n2; v1<-(52377.9767-1396.87^2/n1)/(n1-1); v2<-(134698.29-2422.7^2/n2)/(n2-1); w<-welch(m1,v1,n1,m2,v2,n2)"
WELCH = {"difference": "w$d", "standardError": "w$se", "degreesOfFreedom": "w$df", "statistic": "w$t", "pValue": "w$p", "interval": "w$ci"}
from_r(
    "welch-gbstats-abs", "Sums that the tests of growthbook/growthbook (packages/stats, TestTwoSidedTTest) publish p 0.02016 for",
    {**SUMS, "alpha": 0.05}, 1e-9, "summaries", before=MEANS_OF_SUMS, **WELCH,
)
for name, about, control, treatment in [
    ("welch-near-zero-t", "A million units per arm and hardly an effect: degrees of freedom of two million", (10.0, 25.0, 1000000), (10.0005, 25.0, 1000000)),
    ("welch-tiny-n", "Two units per arm: 1.8 degrees of freedom", (1.5, 0.5, 2), (3.5, 0.25, 2)),
    ("welch-deep-tail", "p of 1e-79", (100.0, 400.0, 200000), (101.2, 410.0, 200000)),
    ("welch-extreme-tail", "p of 1e-218", (0.0, 1.0, 50000), (0.2, 1.0, 50000)),
]:
    given = {arm: dict(zip(("mean", "variance", "count"), values)) for arm, values in (("control", control), ("treatment", treatment))}
    from_r(name, about, {**given, "alpha": 0.05}, 1e-9, "summaries", before=f"w<-welch({','.join(str(v) for v in control + treatment)})", **WELCH)

# Rates.
for name, (x1, n1, x2, n2) in {"prop-unequal": (300, 10000, 90, 2500), "prop-rare": (3, 50000, 11, 50000), "prop-deep": (50000, 1000000, 55000, 1000000), "prop-small": (14, 28, 16, 30)}.items():
    from_r(
        name, "Pooled score, Newcombe's interval, Wilson's of the control", {"control": [x1, n1], "treatment": [x2, n2], "alpha": 0.05}, 1e-10, "summaries",
        before=f"x1<-{x1}; n1<-{n1}; x2<-{x2}; n2<-{n2}; p1<-x1/n1; p2<-x2/n2; p<-(x1+x2)/(n1+n2); z<-(p2-p1)/sqrt(p*(1-p)*(1/n1+1/n2)); a<-wilson(x1,n1); b<-wilson(x2,n2)",
        difference="p2-p1", statistic="z", pValue="2*pnorm(-abs(z))", newcombe="p2-p1+c(-sqrt((p2-b[1])^2+(a[2]-p1)^2),sqrt((b[2]-p2)^2+(p1-a[1])^2))", wilsonOfControl="a", lift="p2/p1-1",
    )
from_r(
    "prop-test-chi", "The square of the score is the chi-square without correction", {"control": [120, 1000], "treatment": [150, 1000], "alpha": 0.05}, 1e-10,
    before="w<-prop.test(c(120,150),c(1000,1000),correct=FALSE)", chiSquare="w$statistic", pValue="w$p.value",
)
from_r(
    "fisher-small", "Fisher's exact p, two-sided", {"pairs": [[[14, 28], [16, 30]], [[3, 20], [11, 20]]]}, 1e-9,
    pValues="c(fisher.test(matrix(c(14,14,16,14),2,byrow=TRUE))$p.value,fisher.test(matrix(c(3,17,11,9),2,byrow=TRUE))$p.value)",
)

# Covariates, strata, ratios, lift, outliers: all of the made-up sample.
from_r(
    "cuped-lin", "Slopes of each arm, evaluated at the mean of both; HC2", {**Y, "covariates": ["x"], "slopes": "per-arm"}, 1e-10, "two arms",
    before="Z<-X-mean(X); f<-lm(Y~arm*Z); M<-model.matrix(f); B<-solve(crossprod(M)); V<-B%*%t(M)%*%diag(resid(f)^2/(1-hatvalues(f)))%*%M%*%B",
    difference="coef(f)[2]", standardErrorHc2="sqrt(V[2,2])", slopes="c(cov(xc,yc)/var(xc),cov(xt,yt)/var(xt))",
)
from_r(
    "cuped-two-covariates", "Analysis of covariance with two covariates", {**Y, "covariates": ["x", "den"]}, 1e-10, "two arms",
    before="g<-lm(Y~arm+X+D)", difference="coef(g)[2]", theta="coef(g)[3:4]",
)
from_r("cuped-zero-var", "A covariate that is 7 for everyone changes nothing", {**Y, "covariates": ["seven"]}, 1e-10, "two arms", difference="mean(yt)-mean(yc)", pValue="t.test(yt,yc)$p.value")
from_r(
    "poststrat", "Differences of three strata, weighted by their share of both arms", {**Y, "strata": "s"}, 1e-10, "two arms",
    before="k<-0:2; w<-sapply(k,function(s) mean(S==s)); d<-sapply(k,function(s) mean(yt[st==s])-mean(yc[sc==s])); v<-sapply(k,function(s) var(yt[st==s])/sum(st==s)+var(yc[sc==s])/sum(sc==s))",
    difference="sum(w*d)", standardError="sqrt(sum(w^2*v))", weights="w",
)
DELTA = "var_ratio<-function(n,d){r<-mean(n)/mean(d); (var(n)-2*r*cov(n,d)+r^2*var(d))/mean(d)^2/length(n)}; rC<-mean(nc)/mean(dc); rT<-mean(nt)/mean(dt); se<-sqrt(var_ratio(nc,dc)+var_ratio(nt,dt))"
from_r(
    "ratio-delta", "Ratio of sums by the delta method, with the normal quantile", {"sample": "two arms", "numerator": "num", "denominator": "den"}, 1e-10, "two arms", before=DELTA,
    ratios="c(rC,rT)", standardErrors="sqrt(c(var_ratio(nc,dc),var_ratio(nt,dt)))", difference="rT-rC", standardError="se", statistic="(rT-rC)/se", pValueNormal="2*pnorm(-abs((rT-rC)/se))",
)
LIFT = "mC<-mean(yc); mT<-mean(yt); vC<-var(yc)/40; vT<-var(yt)/60; q<-qnorm(.975); root<-sqrt(mT^2*mC^2-(mC^2-q^2*vC)*(mT^2-q^2*vT))"
from_r(
    "lift-mean", "Lift three ways, with the normal quantile", Y, 1e-10, "two arms", before=LIFT,
    lift="mT/mC-1", standardErrorDelta="sqrt(vT/mC^2+mT^2*vC/mC^4)", log="exp(log(mT/mC)+c(-1,1)*q*sqrt(vT/mT^2+vC/mC^2))-1", fieller="(mT*mC+c(-1,1)*root)/(mC^2-q^2*vC)-1",
)
from_r(
    "gbstats-lift", "One pair of sums, two tests: of the difference, and of the lift by the delta method", {**SUMS, "alpha": 0.05}, 1e-9, "summaries", before=MEANS_OF_SUMS + "; se<-sqrt(v2/n2/m1^2+m2^2*v1/n1/m1^4)",
    lift="m2/m1-1", standardErrorDelta="se", pValueDelta="2*pt(-abs((m2/m1-1)/se),w$df)", pValue="w$p",
)
from_r(
    "quantile7", "Values beyond the 5th and 95th percentile of both arms, moved to them", {**Y, "shares": [0.05, 0.95]}, 1e-10, "two arms",
    before="b<-unname(quantile(Y,c(.05,.95))); within<-function(v) pmin(pmax(v,b[1]),b[2])",
    bounds="b", means="c(mean(within(yc)),mean(within(yt)))", variances="c(var(within(yc)),var(within(yt)))", difference="mean(within(yt))-mean(within(yc))",
)

# Several tests at once.
P_1995 = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528, 0.759, 1.0]
from_r("mt-bh1995", "The p-values of the example of Benjamini and Hochberg 1995", {"pValues": P_1995}, 1e-14, before=f"p<-c({','.join(map(str, P_1995))})", **{way: f"p.adjust(p,'{way}')" for way in ("holm", "hochberg", "hommel", "bonferroni", "BH", "BY")})
from_r("mt-na", "A test that could not be made is no test", {"pValues": [0.01, None, 0.03]}, 1e-14, before="p<-c(.01,NA,.03)", holm="p.adjust(p,'holm')", BH="p.adjust(p,'BH')")

# Looks while the experiment runs.
for name, d, se, n, planned, alpha in [("acs-1", 0.02, 0.005, 10000, 5000, 0.05), ("acs-3", 0.01, 0.001, 2000000, 1000000, 0.01)]:
    from_r(
        name, "Asymptotic confidence sequence, equation 9 of Waudby-Smith and others, tuned to the planned units", {"difference": d, "standardError": se, "units": n, "plannedUnits": planned, "alpha": alpha}, 1e-10, "sequence",
        before=f"r<-tune({alpha},{planned}); i<-{n}*r^2", halfWidth=f"{se}*sqrt(2*(i+1)/i*log(sqrt(i+1)/{alpha}))", pValue=f"min(1,sqrt(i+1)*exp(-i/(i+1)*({d}/{se})^2/2))", fixedHalfWidth=f"qnorm(1-{alpha}/2)*{se}",
    )
from_r(
    "msprt", "Mixture sequential test with a normal mixture of the effect", {"difference": 0.012, "standardError": 0.004, "mixingStandardDeviation": 0.01, "alpha": 0.05}, 1e-10,
    before="V<-.004^2; T<-.01^2; L<-sqrt(V/(V+T))*exp(T*.012^2/(2*V*(V+T)))", likelihoodRatio="L", pValue="min(1,1/L)", halfWidth="sqrt(V*(V+T)/T*(log((V+T)/V)-2*log(.05)))",
)
for name, spending, code in [("gsd-of-5", "obrien-fleming", "OF"), ("gsd-p-5", "pocock", "P"), ("gsd-asof-5", "lan-demets-obrien-fleming", "asOF"), ("gsd-asp-5", "lan-demets-pocock", "asP")]:
    from_r(
        name, "Five looks evenly spaced, two-sided 5 %", {"informationFractions": [0.2, 0.4, 0.6, 0.8, 1], "spending": spending, "alpha": 0.05}, 2e-5, "rpact",
        before=f"g<-design(kMax=5,typeOfDesign='{code}')", boundaries="g$criticalValues", spentPerSideByThirdLook="g$alphaSpent[3]",
    )
from_r(
    "gsd-asof-unequal", "Four looks unevenly spaced", {"informationFractions": [0.2, 0.5, 0.75, 1], "spending": "lan-demets-obrien-fleming", "alpha": 0.05}, 2e-5, "rpact",
    before="g<-design(informationRates=c(.2,.5,.75,1),typeOfDesign='asOF')", boundaries="g$criticalValues",
)
from_r(
    "spend-fun", "Error rate spent by a fraction of the information", {"informationFractions": [0.2, 0.4, 0.6, 0.8], "alpha": 0.05}, 1e-10, before="t<-c(.2,.4,.6,.8)",
    obrienFleming="2-2*pnorm(qnorm(.975)/sqrt(t))", pocock=".05*log(1+(exp(1)-1)*t)",
)
for looks in (3, 4, 5, 20):
    from_r(
        f"peeking-{looks}", "Error rate of a 5 % test read as fixed at every look; Armitage, McPherson and Rowe 1969 print three digits of it", {"looks": looks, "alpha": 0.05}, 1e-5, "rpact",
        before=f"k<-{looks}; q<-rep(qnorm(.975),k); g<-getGroupSequentialProbabilities(rbind(-q,q),(1:k)/k)", errorRate="sum(g[1,])+sum(g[3,]-g[2,])",
    )

# Sizing by the normal distribution alone; what mde sizes has its vectors there.
from_r("mde-srm", "Deviation of a 50/50 split that a chi-square test at 0.0005 sees with 99 %", {"units": 100000, "share": 0.5, "alpha": 0.0005, "power": 0.99}, 1e-10, shareDeviation="(qnorm(1-.0005/2)+qnorm(.99))*sqrt(.25/100000)")

# Posteriors of rates.
for name, (x1, n1), (x2, n2), prior, rope in [
    ("bayes-flat", (0, 0), (0, 0), (1, 1), 0.005),
    ("bayes-100", (100, 1000), (120, 1000), (1, 1), 0.005),
    ("bayes-rev", (120, 1000), (100, 1000), (1, 1), 0.005),
    ("bayes-jeffreys", (3, 500), (9, 520), (0.5, 0.5), 0.002),
    ("bayes-informative", (110, 1000), (130, 1000), (20, 180), 0.005),
    ("bayes-50k", (2500, 50000), (2650, 50000), (1, 1), 0.001),
    ("bayes-sep", (1000, 10000), (1400, 10000), (1, 1), 0.005),
    ("bayes-zero-conv", (0, 1000), (0, 1000), (1, 1), 0.005),
    ("bayes-zero-vs-some", (0, 2000), (5, 2000), (1, 1), 0.001),
]:
    shapes = [(mpf(prior[0]) + x, mpf(prior[1]) + n - x) for x, n in ((x1, n1), (x2, n2))]
    found = compare_posteriors(*shapes, mpf(str(rope)))
    computed(name, "Beta posteriors by quadrature over the logit", {"control": [x1, n1], "treatment": [x2, n2], "prior": prior, "rope": rope, "alpha": 0.05}, 1e-9, "compare_posteriors of exact_posteriors.py, mpmath", **found)

# Certified series of NIST (StRD, univariate): what exact fractions say of the doubles.
for place, (first, low, high) in enumerate([(None, None, None), (1.2, 1.1, 1.3), (1000000.2, 1000000.1, 1000000.3), (10000000.2, 10000000.1, 10000000.3)], start=1):
    values = [10000001.0, 10000003.0, 10000002.0] if first is None else [first] + [low, high] * 500
    exact = [Fraction(value) for value in values]
    mean = sum(exact) / len(exact)
    variance = sum((value - mean) ** 2 for value in exact) / (len(exact) - 1)
    given = {"values": values} if first is None else {"first": first, "pair": [low, high], "pairs": 500}
    computed(f"var-numacc{place}", f"NumAcc{place} of NIST StRD", given, 1e-12, "fractions.Fraction of Python", mean=mean, variance=variance, deviation=sqrt(mpf(variance.numerator) / variance.denominator))


# Distributions.
def of(name, function, at, value, tolerance=1e-10):
    computed(name, function, {"of": function, "at": at}, tolerance, "exact_tails.py and exact_quantiles.py, mpmath", value=value)


def normal_lower(z):
    half = gamma_tails(mpf(1) / 2, mpf(z) ** 2 / 2)[1] / 2
    return half if z < 0 else 1 - half


def names(kind, numbers):
    return [f"dist-{kind}-{number:02d}" for number in numbers]


SCORES = [-37.0470962993612, -7.650628092935268, -3.5600000000000005, -1.6448536269514726, 0.5099999999999998, 1.6448536269514726, 3.090232306167813, 4.949999999999999, 7.034483825301132, 11.464024688443617]
for name, z in zip(names("norm_cdf", [0, 1, 3, 4, 6, 7, 8, 9, 10, 11]), SCORES, strict=True):
    of(name, "normalLower", [z], normal_lower(z))
for name, p in zip(names("norm_inv", [0, 2, 4, 5, 6, 7, 8, 9]), [1e-300, 1e-6, 0.6, 0.99, 0.013, 0.259, 0.505, 0.751], strict=True):
    of(name, "normalQuantile", [p], normal_quantile(mpf(p)))
T = [(0.15838444032453658, 1), (1124500599.7832136, 1.5), (2.3533634348018255, 3), (2.324052866784094e53, 4.7), (0.2680827195410318, 4.7), (15683925590.993368, 5), (0.5594296444693608, 5), (64.3467904533507, 10)]
T += [(2.228138851986274, 10), (4.247762406045523, 29.3), (5.902919493974598, 29.3), (1.6602343260853236, 100), (46.216248997757646, 1000), (0.25341451583949876, 1000), (15.001334672231005, 12345.678)]
T += [(0.524414052310081, 12345.678), (7.651766882039281, 1e5), (1.9599877075346088, 1e5)]
for name, (t, df) in zip(names("t_sf2", [1, 2, *range(6, 22)]), T, strict=True):
    of(name, "studentTTwoSided", [t, df], beta_tails(mpf(df) / (mpf(df) + mpf(t) ** 2), mpf(df) / 2, mpf(1) / 2)[0])
for name, (p, df) in zip(names("t_inv", [0, 1, 2, 3, 6, 8, 9, 12, 13]), [(1e-300, 2), (0.99, 2), (0.6, 3), (0.1, 4.7), (1e-300, 29.3), (0.6, 100), (0.1, 1000), (1e-300, 1e6), (0.99, 1e6)], strict=True):
    of(name, "studentTQuantile", [p, df], t_quantile(mpf(p), mpf(df)))
CHI = [(1373.872631222394, 1), (15.136705226623397, 1), (0.14847186183254552, 1), (921.0340371976183, 2), (9.210340371976182, 2), (7.81472790325118, 3), (0.21579528262389794, 3), (5.988616694004245, 4), (0.09080403553897916, 4), (0.22838484007493942, 9)]
for name, (x, df) in zip(names("chi2_sf", [0, 1, 2, 3, 4, 7, 8, 10, 11, 14]), CHI, strict=True):
    of(name, "chiSquareUpper", [x, df], gamma_tails(mpf(df) / 2, mpf(x) / 2)[1])
BETA = [(0.999997532600929, 0.5, 0.5), (0.7, 1, 1), (0.0004083594602042574, 2, 3), (1.1651831289038618e-30, 5, 0.7), (0.999750230460608, 5, 0.7), (0.10528007758058815, 11, 91), (0.03685027868194546, 301, 9701), (0.10043078664526928, 1001, 9001)]
BETA += [(0.04841881915772678, 5001, 95001), (7.854001268953078e-30, 0.5, 1e5), (1.4142128552668146e-131, 2, 1e6), (0.009893066989597068, 1e5, 1e7), (8.568067009086317e-6, 1e3, 1e8), (0.500082248817403, 1e8, 1e8)]
for name, (x, a, b) in zip(names("beta_cdf", [1, 2, 4, 5, 6, 7, 10, 11, 12, 13, 14, 20, 21, 23]), BETA, strict=True):
    of(name, "betaLower", [x, a, b], beta_tails(mpf(x), mpf(a), mpf(b))[0], 1e-9 if a + b > 1e7 else 1e-10)
SHAPES = [(0.2, 1, 1), (0.999999999, 0.5, 3), (1e-12, 5, 0.7), (0.5, 11, 91), (0.999999999, 101, 901), (1e-12, 1001, 9001), (0.45, 5001, 95001), (0.6, 52341, 947661), (1e-300, 1e5, 1e7), (1e-6, 1e3, 1e8)]
for name, (p, a, b) in zip(names("beta_inv", [1, 2, 3, 4, 5, 6, 7, 10, 11, 12]), SHAPES, strict=True):
    of(name, "betaQuantile", [p, a, b], beta_quantile(mpf(p), mpf(a), mpf(b)), 1e-9 if a + b > 1e7 else 1e-10)
computed("dist-t0-1000000", "Half of a symmetric distribution lies below its center", {"of": "studentTLower", "at": [0, 1e6]}, 1e-12, "symmetry", value=0.5, twoSided=1)

ask_r()
version = subprocess.run(["Rscript", "-e", "cat(R.version.string, 'with rpact', as.character(packageVersion('rpact')))"], capture_output=True, text=True).stdout
made_by = f"make-reference.py: {version}; Python {sys.version.split()[0]} with mpmath {mpmath.__version__}"
head = json.dumps({"madeBy": made_by, "setups": SETUPS}, indent=1)
lines = ",\n".join(json.dumps(vector) for vector in vectors)
(HERE / "reference.json").write_text(head[:-2] + ',\n "vectors": [\n' + lines + "\n]}\n")
