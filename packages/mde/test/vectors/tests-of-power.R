# Reference powers, detectable differences and clustered sizes. Run: Rscript tests-of-power.R > tests-of-power.json
suppressMessages(library(jsonlite))
z <- function(p) qnorm(p, lower.tail = FALSE)

mean_test <- function(n1, n2, delta, sd, alpha, strict) {
  df <- n1 + n2 - 2
  ncp <- delta / (sd * sqrt(1 / n1 + 1 / n2))
  critical <- qt(alpha / 2, df, lower.tail = FALSE)
  # power.t.test(n, delta, sd, strict)$power where n1 == n2
  list(control = n1, treatment = n2, difference = delta, standardDeviation = sd, alpha = alpha, bothTails = strict,
       power = pt(critical, df, ncp, lower.tail = FALSE) + (if (strict) pt(-critical, df, ncp) else 0))
}
rate_test <- function(n, p1, p2, alpha) list(
  perArm = n, control = p1, treatment = p2, alpha = alpha,
  power = power.prop.test(n = n, p1 = p1, p2 = p2, sig.level = alpha)$power)
arcsine <- function(n1, n2, p1, p2, alpha) {
  shift <- (2 * asin(sqrt(p2)) - 2 * asin(sqrt(p1))) * sqrt(n1 * n2 / (n1 + n2))
  # the value of pwr::pwr.2p2n.test
  list(controlUnits = n1, treatmentUnits = n2, control = p1, treatment = p2, alpha = alpha,
       power = pnorm(z(alpha / 2) - shift, lower.tail = FALSE) + pnorm(-z(alpha / 2) - shift))
}
normal_mde <- function(n1, n2, sd, alpha, power) list(
  control = n1, treatment = n2, standardDeviation = sd, alpha = alpha, power = power,
  difference = (z(alpha / 2) + z(1 - power)) * sd * sqrt(1 / n1 + 1 / n2))
# Units per arm when units come in clusters of m: variance times the design effect, degrees of freedom by clusters.
clustered <- function(delta, sd, m, rho, cv, power, alpha) {
  effect <- 1 + ((1 + cv^2) * m - 1) * rho
  achieved <- function(n) {
    df <- 2 * n / m - 2
    pt(qt(alpha / 2, df, lower.tail = FALSE), df, delta / (sd * sqrt(2 * effect / n)), lower.tail = FALSE)
  }
  list(difference = delta, standardDeviation = sd, unitsPerCluster = m, intraclassCorrelation = rho, sizeVariation = cv,
       power = power, alpha = alpha, designEffect = effect,
       perArm = uniroot(function(n) achieved(n) - power, c(2 * m, 1e7), tol = 1e-12)$root)
}
vectors <- list(
  tool = paste(R.version.string, "and jsonlite", as.character(packageVersion("jsonlite"))),
  means = list(
    mean_test(64, 64, 0.5, 1, 0.05, FALSE), mean_test(64, 64, 0.5, 1, 0.05, TRUE), mean_test(5, 5, 0.5, 1, 0.05, TRUE),
    mean_test(900, 100, 0.3, 1, 0.05, TRUE), mean_test(3, 3, 2.5, 0.1, 1e-6, FALSE), mean_test(20000, 5000, 0.1, 4, 0.01, FALSE)
  ),
  rates = list(rate_test(31234, 0.05, 0.055, 0.05), rate_test(500, 0.2, 0.3, 0.01), rate_test(100000, 0.001, 0.0012, 0.05)),
  arcsine = list(arcsine(4000, 1000, 0.10, 0.12, 0.05), arcsine(500, 500, 0.2, 0.15, 0.01)),
  normalDetectable = list(
    normal_mde(50000, 50000, 8 * sqrt(1 - 0.36), 0.05, 0.8), normal_mde(50000, 50000, 1, 0.05 / 3, 0.8),
    normal_mde(5000, 5000, sqrt(0.6906273505631099), 0.05, 0.8)
  ),
  normalUnits = list(list(difference = 0.1, standardDeviation = 8, cupedR2 = 0.36, alpha = 0.05, power = 0.8,
    perArm = 2 * ((z(0.025) + z(0.2)) * 8 / 0.1)^2 * (1 - 0.36))),
  clustered = list(
    clustered(0.3, 1, 20, 0.05, 0, 0.8, 0.05), clustered(0.3, 1, 20, 0.05, 0.6, 0.8, 0.05),
    clustered(1, 2, 100, 0.2, 0, 0.9, 0.01), clustered(0.25, 1, 1, 0.3, 0, 0.8, 0.05)
  )
)
cat(toJSON(vectors, auto_unbox = TRUE, digits = NA, pretty = TRUE), "\n")
