# Reference p-values of Pearson's split test and the exact binomial test.
# Run: Rscript chi-square.R > chi-square.json
suppressMessages(library(jsonlite))

split_case <- function(id, observed, weights) {
  promised <- weights > 0
  counts <- observed[promised]
  shares <- weights[promised] / sum(weights[promised])
  expected <- shares * sum(counts)
  statistic <- sum((counts - expected)^2 / expected)
  df <- length(counts) - 1
  list(
    id = id, observed = observed, weights = weights,
    chiSquare = statistic, degreesOfFreedom = df,
    pValue = pchisq(statistic, df, lower.tail = FALSE),
    worstDeviationPoints = 100 * max(abs(counts / sum(counts) - shares)),
    command = "pchisq(sum((o-e)^2/e), length(o)-1, lower.tail=FALSE) with e = w/sum(w)*sum(o)"
  )
}

exact_case <- function(id, observed, share) list(
  id = id, observed = observed, shares = c(share, 1 - share),
  pValue = binom.test(observed[1], sum(observed), share)$p.value,
  command = sprintf("binom.test(%d, %d, %s)$p.value", observed[1], sum(observed), format(share))
)

vectors <- list(
  tool = paste(R.version.string, "and jsonlite", as.character(packageVersion("jsonlite"))),
  chiSquare = list(
    split_case("textbook 50.2 to 49.8", c(821588, 815482), c(0.5, 0.5)),
    split_case("no mismatch", c(5012, 4988), c(1, 1)),
    split_case("four arms, unequal weights", c(40210, 30050, 19870, 9870), c(0.4, 0.3, 0.2, 0.1)),
    split_case("three arms, one short", c(10000, 10200, 9500), c(1, 1, 1)),
    split_case("ramp of 90 to 10", c(900800, 99200), c(0.9, 0.1)),
    split_case("p below 1e-100", c(511000, 489000), c(0.5, 0.5)),
    split_case("one point at a million units", c(510000, 490000), c(0.5, 0.5)),
    split_case("an arm without traffic", c(0, 1000, 1000), c(1, 1, 1)),
    split_case("zero-weight arm leaves the degrees of freedom", c(5150, 4850, 0), c(0.5, 0.5, 0)),
    split_case("strays do not spoil a perfect split", c(5000, 5000, 400), c(0.5, 0.5, 0))
  ),
  exact = list(
    exact_case("60 of 100 at one half", c(60, 40), 0.5),
    exact_case("18 of 100 at one tenth", c(18, 82), 0.1),
    exact_case("12 of 300 at one hundredth", c(12, 288), 0.01),
    exact_case("none of 9 at one half", c(0, 9), 0.5)
  )
)
cat(toJSON(vectors, auto_unbox = TRUE, digits = NA, pretty = TRUE), "\n")
