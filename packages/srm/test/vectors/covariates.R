# Reference balance of covariates: Welch, Holm, and Hotelling through manova. Run: Rscript covariates.R > covariates.json
suppressMessages(library(jsonlite))
i <- 1:60
control <- cbind(spend = (37 * i) %% 101, visits = (53 * i) %% 29, age = 20 + (11 * i) %% 47)
j <- 1:75
treatment <- cbind(spend = (41 * j + 13) %% 103, visits = (59 * j) %% 31 + 2, age = 24 + (13 * j) %% 45)
both <- rbind(control, treatment)
arm <- factor(rep(c("control", "treatment"), c(60, 75)))
test <- summary(manova(both ~ arm), test = "Hotelling-Lawley")$stats
moments <- function(x) list(count = nrow(x), means = unname(colMeans(x)), crossProducts = unname((nrow(x) - 1) * cov(x)))
p <- sapply(1:3, function(k) t.test(treatment[, k], control[, k])$p.value)
split <- function(counts, shares, k = length(counts)) {
  # every outcome of a multinomial, those no likelier than the one seen added up
  n <- sum(counts)
  grid <- as.matrix(expand.grid(rep(list(0:n), k - 1)))
  grid <- grid[rowSums(grid) <= n, , drop = FALSE]
  all <- cbind(grid, n - rowSums(grid))
  mass <- apply(all, 1, dmultinom, prob = shares)
  list(counts = counts, shares = shares, pValue = sum(mass[mass <= dmultinom(counts, prob = shares) * (1 + 1e-7)]))
}
binomial <- function(x, n, p) list(counts = c(x, n - x), shares = c(p, 1 - p), pValue = binom.test(x, n, p)$p.value)
vectors <- list(
  tool = paste(R.version.string, "and jsonlite", as.character(packageVersion("jsonlite"))),
  covariates = list(
    names = colnames(both), control = moments(control), treatment = moments(treatment),
    standardizedDifferences = unname((colMeans(treatment) - colMeans(control)) / sqrt((apply(treatment, 2, var) + apply(control, 2, var)) / 2)),
    pValues = p, adjusted = p.adjust(p, "holm"),
    fStatistic = test[1, "approx F"], degreesOfFreedom = c(test[1, "num Df"], test[1, "den Df"]),
    tSquared = test[1, "Hotelling-Lawley"] * (nrow(both) - 2), pValue = test[1, "Pr(>F)"]
  ),
  multinomial = list(
    split(c(9, 1, 2), c(1, 1, 1) / 3), split(c(2, 9, 1, 6), c(0.2, 0.3, 0.2, 0.3)), split(c(0, 0, 5, 5, 1), rep(0.2, 5)),
    split(c(4, 0, 6, 1), c(0.25, 0.25, 0.25, 0.25)), split(c(40, 2, 1), c(0.8, 0.1, 0.1))
  ),
  binomial = list(
    binomial(9, 10, 0.5), binomial(3, 1000000, 1e-5), binomial(24, 1000000, 1e-5), binomial(0, 7, 0.3), binomial(7, 7, 0.9),
    binomial(600, 1000, 0.5), binomial(2, 300, 0.02)
  )
)
cat(toJSON(vectors, auto_unbox = TRUE, digits = NA, pretty = TRUE), "\n")
