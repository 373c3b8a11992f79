# Reference sample sizes, powers and detectable effects. Run: Rscript power.R > power.json
suppressMessages(library(jsonlite))

# Two rates, equal arms.
rate <- function(p1, p2, power, alpha) list(
  baseline = p1, moved = p2, power = power, alpha = alpha,
  perArm = power.prop.test(p1 = p1, p2 = p2, power = power, sig.level = alpha, tol = 1e-14)$n,
  command = sprintf("power.prop.test(p1=%s, p2=%s, power=%s, sig.level=%s, tol=1e-14)$n", p1, p2, power, alpha)
)
rate_mde <- function(n, p1, power, alpha) list(
  perArm = n, baseline = p1, power = power, alpha = alpha,
  moved = power.prop.test(n = n, p1 = p1, p2 = NULL, power = power, sig.level = alpha, tol = 1e-14)$p2,
  command = sprintf("power.prop.test(n=%s, p1=%s, p2=NULL, power=%s, sig.level=%s, tol=1e-14)$p2", n, p1, power, alpha)
)
# Two rates, unequal arms: power at (n, ratio * n) of the score test, solved for n.
rate_unequal <- function(p1, p2, ratio, power, alpha) {
  achieved <- function(n) {
    pooled <- (p1 + ratio * p2) / (1 + ratio)
    null <- sqrt(pooled * (1 - pooled) * (1 / n + 1 / (ratio * n)))
    effect <- sqrt(p1 * (1 - p1) / n + p2 * (1 - p2) / (ratio * n))
    pnorm((abs(p2 - p1) - qnorm(alpha / 2, lower.tail = FALSE) * null) / effect)
  }
  list(
    baseline = p1, moved = p2, ratio = ratio, power = power, alpha = alpha,
    control = uniroot(function(n) achieved(n) - power, c(2, 1e7), tol = 1e-12)$root,
    command = "uniroot(pnorm((|p2-p1| - z*null(n))/effect(n)) - power) with the pooled null variance"
  )
}
# Two means.
mean_n <- function(delta, sd, power, alpha) list(
  delta = delta, sd = sd, power = power, alpha = alpha,
  perArm = power.t.test(delta = delta, sd = sd, power = power, sig.level = alpha, tol = 1e-14)$n,
  command = sprintf("power.t.test(delta=%s, sd=%s, power=%s, sig.level=%s, tol=1e-14)$n", delta, sd, power, alpha)
)
mean_mde <- function(n, sd, power, alpha) list(
  perArm = n, sd = sd, power = power, alpha = alpha,
  delta = power.t.test(n = n, sd = sd, power = power, sig.level = alpha, tol = 1e-14)$delta,
  command = sprintf("power.t.test(n=%s, sd=%s, power=%s, sig.level=%s, tol=1e-14)$delta", n, sd, power, alpha)
)
mean_unequal <- function(delta, sd, ratio, power, alpha) {
  achieved <- function(n) {
    df <- n * (1 + ratio) - 2
    ncp <- delta / (sd * sqrt(1 / n + 1 / (ratio * n)))
    pt(qt(alpha / 2, df, lower.tail = FALSE), df, ncp, lower.tail = FALSE)
  }
  list(
    delta = delta, sd = sd, ratio = ratio, power = power, alpha = alpha,
    control = uniroot(function(n) achieved(n) - power, c(3, 1e7), tol = 1e-12)$root,
    command = "uniroot(pt(qt(alpha/2, df, lower=F), df, ncp, lower=F) - power), df = n(1+ratio)-2"
  )
}
non_inferior <- function(margin, sd, power, alpha) list(
  margin = margin, sd = sd, power = power, alpha = alpha,
  perArm = power.t.test(delta = margin, sd = sd, power = power, sig.level = alpha, alternative = "one.sided", tol = 1e-14)$n,
  command = sprintf("power.t.test(delta=%s, sd=%s, power=%s, sig.level=%s, alternative=\"one.sided\", tol=1e-14)$n", margin, sd, power, alpha)
)
tail <- function(t, df, ncp) list(
  t = t, df = df, noncentrality = ncp, upper = pt(t, df, ncp, lower.tail = FALSE),
  command = sprintf("pt(%s, %s, %s, lower.tail=FALSE)", t, df, ncp)
)
# A pilot with a numerator and a denominator per unit, by formula.
i <- 1:40
den <- 1 + (11 * i) %% 7
num <- (den * ((3 * (i - 1) + 5) %% 4)) %% 11
ratio <- mean(num) / mean(den)

cat(toJSON(list(
  tool = paste(R.version.string, "and jsonlite", as.character(packageVersion("jsonlite"))),
  rates = list(
    rate(0.05, 0.055, 0.8, 0.05), rate(0.1, 0.11, 0.9, 0.05), rate(0.5, 0.75, 0.9, 0.05), rate(0.02, 0.021, 0.8, 0.01),
    rate(0.05, 0.045, 0.8, 0.05), rate(0.001, 0.0012, 0.8, 0.05), rate(0.9, 0.95, 0.95, 0.001)
  ),
  rateDetectable = list(rate_mde(20000, 0.04, 0.8, 0.05), rate_mde(500, 0.2, 0.9, 0.05), rate_mde(1e6, 0.01, 0.8, 0.01)),
  rateUnequal = list(
    rate_unequal(0.05, 0.055, 1 / 9, 0.8, 0.05), rate_unequal(0.05, 0.055, 9, 0.8, 0.05), rate_unequal(0.2, 0.3, 0.5, 0.9, 0.01)
  ),
  means = list(
    mean_n(0.5, 1, 0.8, 0.05), mean_n(1, 5, 0.9, 0.01), mean_n(0.01, 1, 0.8, 0.05), mean_n(2, 1, 0.8, 0.05),
    mean_n(0.002, 1, 0.95, 0.05), mean_n(0.3, 2.5, 0.8, 0.05 / 3), mean_n(0.1, 8 * sqrt(1 - 0.36), 0.8, 0.05)
  ),
  meanDetectable = list(mean_mde(10000, 3.2, 0.8, 0.05), mean_mde(8, 1, 0.8, 0.05), mean_mde(50000, 8 * sqrt(1 - 0.36), 0.8, 0.05)),
  meanUnequal = list(mean_unequal(0.3, 1, 1 / 9, 0.8, 0.05), mean_unequal(0.05, 1, 4, 0.9, 0.01)),
  nonInferiority = list(non_inferior(0.002, sqrt(0.03 * 0.97), 0.9, 0.025), non_inferior(0.5, 2, 0.8, 0.05)),
  noncentralT = list(
    tail(1.98, 126, 2.83), tail(2, 8, 0.79), tail(4.302652729911275, 2, 6), tail(1.96, 1e4, 2.8), tail(1.96, 1e5, 2.8), tail(1.96, 1e6, 2.8),
    tail(1.96, 1e8, 2.8), tail(2.58, 1e6, 3.86), tail(1.96, 1e6, 5), tail(2.1, 18, 10)
  ),
  ratioPilot = list(
    count = 40, means = c(mean(num), mean(den)),
    crossProducts = rbind(c(39 * var(num), 39 * cov(num, den)), c(39 * cov(num, den), 39 * var(den))),
    unitVariance = (var(num) - 2 * ratio * cov(num, den) + ratio^2 * var(den)) / mean(den)^2,
    command = "(var(num) - 2*r*cov(num,den) + r^2*var(den)) / mean(den)^2"
  )
), auto_unbox = TRUE, digits = NA, pretty = TRUE), "\n")
